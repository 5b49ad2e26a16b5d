package io.centercontrol.kit.truth;

import io.centercontrol.kernel.Actor;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Answers a difference that a copy has found: the bucket is sent again, at most once in a while however many tell of it, and
 * no more buckets a minute than {@code cc.repairs.most} (32) on the word of one service, which may be wrong or lie. Who is
 * passed over tells it again at the next digest. Counted as {@code cc_repairs_total}.
 */
@ApplicationScoped
public class Repairs {
    private static final Logger LOG = Logger.getLogger(Repairs.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Mutiny.SessionFactory sessions;
    private final Truths truths;
    private final OrderRepublish orderRepublish;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration pause;
    private final int most;
    // Bounded by this service's buckets and by the tenant services; what these pass over costs no transaction.
    private final Map<Bucket, Instant> repaired = new ConcurrentHashMap<>();
    private final Map<String, Minute> told = new ConcurrentHashMap<>();

    Repairs(
            Mutiny.SessionFactory sessions,
            Truths truths,
            OrderRepublish orderRepublish,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "cc.repairs.pause", defaultValue = "60S") Duration pause,
            @ConfigProperty(name = "cc.repairs.most", defaultValue = "32") int most) {
        this.sessions = sessions;
        this.truths = truths;
        this.orderRepublish = orderRepublish;
        this.meters = meters;
        this.clock = clock;
        this.pause = pause;
        this.most = most;
    }

    private record Bucket(String topic, int number) {}

    /** How many buckets were sent again on a service's word since a minute began. */
    private record Minute(Instant since, int buckets) {
        Minute another(Instant now) {
            return now.isBefore(since.plus(MINUTE)) ? new Minute(since, buckets + 1) : new Minute(now, 1);
        }

        boolean isFull(Instant now, int most) {
            return buckets >= most && now.isBefore(since.plus(MINUTE));
        }
    }

    /**
     * Repairs a bucket, unless it was repaired a moment ago, its topic belongs to another owner, or the service has told of
     * enough for now.
     *
     * @param service the tenant service in which the copy differs
     * @param instance the instance of it
     */
    public Uni<Void> repair(String topic, int bucket, String service, String instance) {
        var now = clock.instant();
        var before = repaired.get(new Bucket(topic, bucket));
        if (truths.of(topic).isEmpty()
                || (before != null && now.isBefore(before.plus(pause)))
                || told.getOrDefault(service, new Minute(now, 0)).isFull(now, most)) {
            return Uni.createFrom().voidItem();
        }
        return sessions.withTransaction((session, tx) -> claim(session, topic, bucket, now)
                .chain(claimed -> claimed
                        ? order(topic, bucket, service, instance)
                        : Uni.createFrom().voidItem())
                .invoke(() -> repaired.put(new Bucket(topic, bucket), now)));
    }

    private Uni<Void> order(String topic, int bucket, String service, String instance) {
        var teller = service + "/" + instance;
        var command = new OrderRepublish.Command(
                topic, new Scope.Bucket(bucket), "the copy of " + teller + " differs", Actor.service(teller));
        return orderRepublish
                .run(command)
                .invoke(operation -> {
                    told.compute(
                            service,
                            (_, minute) -> (minute == null ? new Minute(clock.instant(), 0) : minute)
                                    .another(clock.instant()));
                    meters.counter("cc.repairs", "topic", topic).increment();
                    LOG.warnf("%s: bucket %d is sent again, since the copy of %s differs", topic, bucket, teller);
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> claim(Mutiny.Session session, String topic, int bucket, Instant at) {
        var now = at.atOffset(ZoneOffset.UTC);
        return session.createNativeQuery(
                        "insert into bucket_repair as r (topic, bucket, repaired_at) values (:topic, :bucket, :now)"
                                + " on conflict (topic, bucket) do update set repaired_at = excluded.repaired_at"
                                + " where r.repaired_at <= :before")
                .setParameter("topic", topic)
                .setParameter("bucket", bucket)
                .setParameter("now", now)
                .setParameter("before", now.minus(pause))
                .executeUpdate()
                .map(rows -> rows == 1);
    }
}
