package io.centercontrol.kit.truth;

import io.centercontrol.events.Digest;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Publishes {@code cc.digests.v1}: a bucket when it changed, and every bucket once in a while, so that a copy can find out
 * that it missed something. What was published last is in the database, so that any instance can go on.
 */
@ApplicationScoped
class DigestPublisher {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Any number that nobody else takes. */
    private static final long ONE_AT_A_TIME = 4_021_502;

    private final Rounds rounds;
    private final Mutiny.SessionFactory sessions;
    private final Truths truths;
    private final AvroWire wire;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final String source;
    private final Duration look;
    private final Duration every;

    DigestPublisher(
            Rounds rounds,
            Mutiny.SessionFactory sessions,
            Truths truths,
            AvroWire wire,
            Outbox outbox,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String source,
            @ConfigProperty(name = "cc.digests.look", defaultValue = "5S") Duration look,
            @ConfigProperty(name = "cc.digests.every", defaultValue = "60S") Duration every) {
        this.rounds = rounds;
        this.sessions = sessions;
        this.truths = truths;
        this.wire = wire;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.source = source;
        this.look = look;
        this.every = every;
    }

    void begin(@Observes StartupEvent start) {
        if (!truths.all().isEmpty()) {
            wire.prepareNow(Contract.DIGESTS, PATIENCE);
            rounds.begin("publishing digests", look, () -> round().replaceWith(look));
        }
    }

    private Uni<Void> round() {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                        "select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", ONE_AT_A_TIME)
                .getSingleResult()
                .chain(mine -> Multi.createFrom()
                        .iterable(mine ? truths.all() : List.<Truth>of())
                        .onItem()
                        .transformToUniAndConcatenate(truth -> publish(session, truth))
                        .collect()
                        .last())
                .replaceWithVoid());
    }

    /** What was said last of a bucket, and when. */
    private record Said(BucketDigest digest, Instant at) {}

    private Uni<Void> publish(Mutiny.Session session, Truth truth) {
        var now = clock.instant();
        return said(session, truth)
                .chain(said -> truth.digests().chain(found -> {
                    var digests = new HashMap<Integer, BucketDigest>();
                    found.forEach(digest -> digests.put(digest.bucket(), digest));
                    var due = IntStream.range(0, BucketDigest.BUCKETS)
                            .mapToObj(bucket -> digests.getOrDefault(bucket, BucketDigest.empty(bucket)))
                            .filter(digest -> isDue(said, digest, now))
                            .toList();
                    return Multi.createFrom()
                            .iterable(due)
                            .onItem()
                            .transformToUniAndConcatenate(digest -> say(session, truth, digest, now))
                            .collect()
                            .last()
                            .replaceWithVoid();
                }));
    }

    private boolean isDue(Map<Integer, Said> said, BucketDigest digest, Instant now) {
        var last = said.get(digest.bucket());
        return last == null
                || !last.digest().equals(digest)
                || !last.at().plus(every).isAfter(now);
    }

    private static Uni<Map<Integer, Said>> said(Mutiny.Session session, Truth truth) {
        return session.createNativeQuery(
                        "select bucket, count, hash, highest_version,"
                                + " cast(extract(epoch from published_at) * 1000 as bigint) from digest_published"
                                + " where topic = :topic",
                        Object[].class)
                .setParameter("topic", truth.topic())
                .getResultList()
                .map(rows -> {
                    var said = new HashMap<Integer, Said>();
                    for (var row : rows) {
                        var bucket = (Integer) row[0];
                        said.put(
                                bucket,
                                new Said(
                                        new BucketDigest(bucket, (Long) row[1], (Long) row[2], (Long) row[3]),
                                        Instant.ofEpochMilli((Long) row[4])));
                    }
                    return said;
                });
    }

    private Uni<Void> say(Mutiny.Session session, Truth truth, BucketDigest digest, Instant now) {
        return session.createNativeQuery("insert into digest_published (topic, bucket, count, hash, highest_version,"
                        + " published_at) values (:topic, :bucket, :count, :hash, :highest, :now) on conflict (topic, bucket)"
                        + " do update set count = excluded.count, hash = excluded.hash,"
                        + " highest_version = excluded.highest_version, published_at = excluded.published_at")
                .setParameter("topic", truth.topic())
                .setParameter("bucket", digest.bucket())
                .setParameter("count", digest.count())
                .setParameter("hash", digest.hash())
                .setParameter("highest", digest.highestVersion())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> outbox.append(session, event(truth, digest, now)));
    }

    private OutboxEvent event(Truth truth, BucketDigest digest, Instant now) {
        var record = Digest.newBuilder()
                .setTopic(truth.topic())
                .setBucket(digest.bucket())
                .setBuckets(BucketDigest.BUCKETS)
                .setCount(digest.count())
                .setHash(digest.hash())
                .setHighestVersion(digest.highestVersion())
                .setTakenAt(now)
                .build();
        return new OutboxEvent(
                ids.next(),
                wire.name(Contract.DIGESTS),
                truth.topic() + "/" + digest.bucket(),
                "digest.taken",
                null,
                digest.highestVersion(),
                source,
                now,
                wire.encode(Contract.DIGESTS, record));
    }
}
