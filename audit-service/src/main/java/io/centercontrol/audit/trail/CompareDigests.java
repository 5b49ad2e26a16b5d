package io.centercontrol.audit.trail;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Finds out that the newest of an aggregate never came, of which no later version tells: what the owners say that their buckets hold
 * is compared with what the trail has heard. A digest and the events race each other, so a bucket is only suspected when nothing in
 * it was decided after the digest was taken, and when it still differs a while later. Then that stands in the trail, and the owner is
 * asked for the bucket.
 */
@ApplicationScoped
public class CompareDigests {
    private static final Logger LOG = Logger.getLogger(CompareDigests.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** How far the clocks of an owner's instances may be apart. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** What is heard that late shows that the trail does not keep up: then it believes nothing missing for some patience. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final long MOST_MINUTES = Duration.ofDays(1).toMinutes();

    private final Transactions transactions;
    private final Streams streams;
    private final MissingEncoder encoder;
    private final Outbox outbox;
    private final Audit audit;
    private final Rounds rounds;
    private final Clock clock;
    private final Set<String> topics;
    private final Duration patience;

    // What was heard and is not settled: of each bucket the newest digest, and when it was found different first.
    private final Map<Streams.Bucket, Waiting> waiting = new HashMap<>();
    private final Map<Streams.Bucket, Asked> asked = new HashMap<>();
    private Instant late;

    CompareDigests(
            Transactions transactions,
            Streams streams,
            MissingEncoder encoder,
            Outbox outbox,
            Audit audit,
            Rounds rounds,
            Clock clock,
            TrailConfig config,
            @ConfigProperty(name = "cc.topics.prefix") Optional<String> prefix) {
        this.transactions = transactions;
        this.streams = streams;
        this.encoder = encoder;
        this.outbox = outbox;
        this.audit = audit;
        this.rounds = rounds;
        this.clock = clock;
        this.topics = Stream.of(config.topics().split(","))
                .map(topic -> topic.strip().substring(prefix.orElse("").length()))
                .filter(topic -> !topic.equals(Contract.AUDIT.name()))
                .collect(Collectors.toSet());
        this.patience = config.patience();
        this.late = clock.instant();
    }

    /** How often a bucket was asked for since it was equal, and when it may be again. */
    private record Asked(int times, Instant again) {}

    private record Waiting(OwnerDigest digest, Instant lookAt, boolean isSuspect) {}

    void begin(@Observes StartupEvent start) {
        rounds.beginDue("comparing digests", LOOK, DueTimes::never, () -> run().replaceWith(LOOK));
    }

    /** An owner said what buckets hold. */
    public synchronized void hear(List<OwnerDigest> digests) {
        var lookAt = clock.instant().plus(patience.dividedBy(2));
        for (var digest : digests) {
            if (topics.contains(digest.bucket().topic())) {
                waiting.compute(
                        digest.bucket(),
                        (_, before) -> new Waiting(digest, lookAt, before != null && before.isSuspect()));
            }
        }
        if (!waiting.isEmpty()) {
            rounds.stir();
        }
    }

    /**
     * Something was heard that is so old that more may be on its way.
     *
     * @param appended when it came to its topic
     */
    public synchronized void heardOf(Instant appended) {
        var now = clock.instant();
        if (appended.plus(LATE).isBefore(now)) {
            late = now;
        }
    }

    /** Compares what has waited for long enough. */
    public Uni<Void> run() {
        var due = takeDue();
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return streams.tallies(due.stream().map(one -> one.digest().bucket()).toList())
                .chain(tallies -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(one ->
                                compare(one, tallies.getOrDefault(one.digest().bucket(), Streams.Tally.EMPTY)))
                        .onItem()
                        .ignoreAsUni());
    }

    private synchronized List<Waiting> takeDue() {
        var now = clock.instant();
        if (late.plus(patience.multipliedBy(3)).isAfter(now)) {
            return List.of();
        }
        var due = new ArrayList<Waiting>();
        waiting.values().removeIf(one -> !one.lookAt().isAfter(now) && due.add(one));
        return due;
    }

    private Uni<Void> compare(Waiting one, Streams.Tally tally) {
        var digest = one.digest();
        var moved = tally.movedAt();
        var hasMoved = moved != null && !moved.plus(SLACK).isBefore(digest.takenAt());
        if (hasMoved) {
            return Uni.createFrom().voidItem();
        }
        if (digest.isOf(tally)) {
            equal(digest.bucket());
            return Uni.createFrom().voidItem();
        }
        if (!one.isSuspect()) {
            lookAgain(digest);
            return Uni.createFrom().voidItem();
        }
        return mayAsk(digest.bucket()) ? ask(digest, tally) : Uni.createFrom().voidItem();
    }

    private synchronized void lookAgain(OwnerDigest digest) {
        var again = new Waiting(digest, clock.instant().plus(patience), true);
        waiting.merge(digest.bucket(), again, (newer, _) -> new Waiting(newer.digest(), newer.lookAt(), true));
    }

    private synchronized void equal(Streams.Bucket bucket) {
        asked.remove(bucket);
    }

    /** Once a minute at most, as its owner answers; what stays different in spite of that is asked for ever more seldom. */
    private synchronized boolean mayAsk(Streams.Bucket bucket) {
        var now = clock.instant();
        var before = asked.get(bucket);
        if (before != null && before.again().isAfter(now)) {
            return false;
        }
        var times = before == null ? 0 : before.times();
        var pause = Duration.ofMinutes(Math.min(1L << Math.min(times, 11), MOST_MINUTES));
        asked.put(bucket, new Asked(times + 1, now.plus(pause)));
        return true;
    }

    private Uni<Void> ask(OwnerDigest digest, Streams.Tally tally) {
        var bucket = digest.bucket();
        LOG.warnf(
                "%s: bucket %d holds %d aggregates and here %d, or others",
                bucket.topic(), bucket.number(), digest.count(), tally.count());
        return transactions.run(session -> outbox.append(session, encoder.ofBucket(digest, tally))
                .chain(() -> audit.record(session, suspected(digest, tally))));
    }

    private static AuditEntry suspected(OwnerDigest digest, Streams.Tally tally) {
        return AuditEntry.of("audit-gap.suspected", AuditEntry.Category.AUDIT)
                .to("topic", digest.bucket().topic())
                .with("bucket", digest.bucket().number())
                .with("aggregates", digest.count())
                .with("aggregatesHere", tally.count())
                .with("highestVersion", digest.highestVersion())
                .with("highestVersionHere", tally.highestVersion())
                .with("takenAt", digest.takenAt().toString());
    }
}
