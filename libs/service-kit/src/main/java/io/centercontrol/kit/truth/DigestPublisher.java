package io.centercontrol.kit.truth;

import io.centercontrol.events.Digest;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.kit.sql.OneColumn;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Publishes {@code cc.digests.v1}: a bucket when it changed and came to rest, and every bucket once in a while, so that a copy can find out
 * that it missed something. What was published last is in the database, so that any instance can go on.
 */
@ApplicationScoped
class DigestPublisher {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int AT_ONCE = 8;
    private static final int EMPTY_EVERY = 60;
    private static final Duration PAUSE = Duration.ofMillis(200);

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
    // Both are used by one round after the other.
    private final Map<String, Map<Integer, BucketDigest>> seen = new HashMap<>();
    private final ArrayDeque<Due> due = new ArrayDeque<>();

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
            rounds.beginDue("publishing digests", look, every.dividedBy(2), DueTimes::never, this::round);
        }
    }

    private Uni<Duration> round() {
        return due.isEmpty() ? lookAround() : sayNext();
    }

    /** Finds out what is to be said; whoever else looks at this moment does it instead. */
    private Uni<Duration> lookAround() {
        return alone(session -> Multi.createFrom()
                        .iterable(truths.all())
                        .onItem()
                        .transformToUniAndConcatenate(truth -> lookAt(session, truth))
                        .collect()
                        .last()
                        .replaceWithVoid())
                .map(mine -> due.isEmpty() ? look : Duration.ZERO);
    }

    /** A few in a transaction, and a pause: changes that wait behind digests in the log are late. */
    private Uni<Duration> sayNext() {
        var part = new ArrayList<Due>();
        while (part.size() < AT_ONCE && !due.isEmpty()) {
            part.add(due.remove());
        }
        return alone(session -> Multi.createFrom()
                        .iterable(part)
                        .onItem()
                        .transformToUniAndConcatenate(one -> say(session, one))
                        .collect()
                        .last()
                        .replaceWithVoid())
                .map(mine -> due.isEmpty() ? look : PAUSE);
    }

    /** Gives false, and does nothing, when another instance is at work. */
    private Uni<Boolean> alone(Function<Mutiny.Session, Uni<Void>> work) {
        return sessions.withTransaction((session, tx) -> OneColumn.select(
                        session, "select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", ONE_AT_A_TIME)
                .getSingleResult()
                .call(mine -> mine ? work.apply(session) : Uni.createFrom().voidItem()));
    }

    /** What was said last of a bucket, and when. */
    private record Said(BucketDigest digest, Instant at) {}

    /** What is to be said of a bucket. */
    private record Due(String topic, BucketDigest digest, Instant takenAt) {}

    private Uni<Void> lookAt(Mutiny.Session session, Truth truth) {
        var now = clock.instant();
        return said(session, truth)
                .chain(said -> truth.digests().invoke(found -> {
                    var digests = new HashMap<Integer, BucketDigest>();
                    found.forEach(digest -> digests.put(digest.bucket(), digest));
                    var before = seen.put(truth.topic(), digests);
                    IntStream.range(0, BucketDigest.BUCKETS)
                            .mapToObj(bucket -> digests.getOrDefault(bucket, BucketDigest.empty(bucket)))
                            .filter(digest -> isDue(said.get(digest.bucket()), before, digest, now))
                            .forEach(digest -> due.add(new Due(truth.topic(), digest, now)));
                }))
                .replaceWithVoid();
    }

    /** What changes from look to look is waited for: nobody can compare it, since it has changed again when it is heard. */
    private boolean isDue(
            @Nullable Said last, @Nullable Map<Integer, BucketDigest> before, BucketDigest digest, Instant now) {
        if (last == null || !last.at().plus(again(last.digest(), digest)).isAfter(now)) {
            return true;
        }
        return !last.digest().equals(digest)
                && before != null
                && before.getOrDefault(digest.bucket(), BucketDigest.empty(digest.bucket()))
                        .equals(digest);
    }

    /** Most buckets of a small platform are empty and stay so: each is said again at times, but not all of them always. */
    private Duration again(BucketDigest last, BucketDigest now) {
        return last.count() == 0 && now.count() == 0 ? every.multipliedBy(EMPTY_EVERY) : every;
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

    private Uni<Void> say(Mutiny.Session session, Due one) {
        var digest = one.digest();
        return session.createNativeQuery("insert into digest_published (topic, bucket, count, hash, highest_version,"
                        + " published_at) values (:topic, :bucket, :count, :hash, :highest, :now) on conflict (topic, bucket)"
                        + " do update set count = excluded.count, hash = excluded.hash,"
                        + " highest_version = excluded.highest_version, published_at = excluded.published_at")
                .setParameter("topic", one.topic())
                .setParameter("bucket", digest.bucket())
                .setParameter("count", digest.count())
                .setParameter("hash", digest.hash())
                .setParameter("highest", digest.highestVersion())
                .setParameter("now", one.takenAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> outbox.append(session, event(one)));
    }

    private OutboxEvent event(Due one) {
        var digest = one.digest();
        var record = Digest.newBuilder()
                .setTopic(one.topic())
                .setBucket(digest.bucket())
                .setBuckets(BucketDigest.BUCKETS)
                .setCount(digest.count())
                .setHash(digest.hash())
                .setHighestVersion(digest.highestVersion())
                .setTakenAt(one.takenAt())
                .build();
        return new OutboxEvent(
                ids.next(),
                wire.name(Contract.DIGESTS),
                one.topic() + "/" + digest.bucket(),
                "digest.taken",
                null,
                digest.highestVersion(),
                source,
                one.takenAt(),
                wire.encode(Contract.DIGESTS, record));
    }
}
