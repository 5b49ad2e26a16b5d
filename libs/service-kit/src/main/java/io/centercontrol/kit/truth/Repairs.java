package io.centercontrol.kit.truth;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
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
import org.jspecify.annotations.Nullable;

/**
 * Answers a difference that a copy has found: the bucket is sent again, at most once in a while however many tell of it, and
 * no more buckets a minute than {@code cc.repairs.most} (32) on the word of one service, which may be wrong or lie. Who is
 * passed over tells it again at the next digest. Counted as {@code cc_repairs_total}.
 *
 * <p>Versions that a service of the platform lacks are sent from the history at once, of no more aggregates a minute than {@code
 * cc.repairs.most-versions} (600) for one service.
 */
@ApplicationScoped
public class Repairs {
    private static final Logger LOG = Logger.getLogger(Repairs.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** So many of one aggregate at once. */
    public static final int MOST_VERSIONS = 500;

    private final Mutiny.SessionFactory sessions;
    private final Truths truths;
    private final OrderRepublish orderRepublish;
    private final Audit audit;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration pause;
    private final int most;
    private final int mostVersions;
    // Bounded by this service's buckets and by the tenant services; what these pass over costs no transaction.
    private final Map<Bucket, Instant> repaired = new ConcurrentHashMap<>();
    private final Map<String, Minute> told = new ConcurrentHashMap<>();
    private final Map<String, Minute> asked = new ConcurrentHashMap<>();

    Repairs(
            Mutiny.SessionFactory sessions,
            Truths truths,
            OrderRepublish orderRepublish,
            Audit audit,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "cc.repairs.pause", defaultValue = "60S") Duration pause,
            @ConfigProperty(name = "cc.repairs.most", defaultValue = "32") int most,
            @ConfigProperty(name = "cc.repairs.most-versions", defaultValue = "600") int mostVersions) {
        this.sessions = sessions;
        this.truths = truths;
        this.orderRepublish = orderRepublish;
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
        this.pause = pause;
        this.most = most;
        this.mostVersions = mostVersions;
    }

    private record Bucket(String topic, int number) {}

    /** How many were sent again on a service's word since a minute began. */
    private record Minute(Instant since, int many) {
        static Minute another(@Nullable Minute minute, Instant now) {
            return minute != null && now.isBefore(minute.since().plus(MINUTE))
                    ? new Minute(minute.since(), minute.many() + 1)
                    : new Minute(now, 1);
        }

        boolean isFull(Instant now, int most) {
            return many >= most && now.isBefore(since.plus(MINUTE));
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
                    told.compute(service, (_, minute) -> Minute.another(minute, clock.instant()));
                    meters.counter("cc.repairs", "topic", topic).increment();
                    LOG.warnf("%s: bucket %d is sent again, since the copy of %s differs", topic, bucket, teller);
                })
                .replaceWithVoid();
    }

    /**
     * Sends versions again that a service lacks, unless the aggregate is another owner's or stands no more, or the service has
     * asked for enough for now: it asks again.
     *
     * @param service the service of the platform that asks
     */
    public Uni<Void> resend(String topic, String key, long from, long to, String service) {
        var now = clock.instant();
        var truth = truths.of(topic);
        if (truth.isEmpty() || asked.getOrDefault(service, new Minute(now, 0)).isFull(now, mostVersions)) {
            return Uni.createFrom().voidItem();
        }
        return sessions.withTransaction((session, tx) -> truth.get()
                        .count(new Scope.One(key))
                        .chain(there -> there == 0
                                ? Uni.createFrom().voidItem()
                                : truth.get()
                                        .republish(key, from, to)
                                        .chain(() -> audit.record(session, resent(topic, key, from, to, service)))))
                .invoke(() -> {
                    asked.compute(service, (_, minute) -> Minute.another(minute, now));
                    meters.counter("cc.repairs", "topic", topic).increment();
                });
    }

    private static AuditEntry resent(String topic, String key, long from, long to, String service) {
        return AuditEntry.of("republish.versions", AuditEntry.Category.RECOVERY)
                .to("aggregate", key)
                .with("topic", topic)
                .with("fromVersion", from)
                .with("toVersion", to)
                .because(new Cause(Actor.service(service), service + " lacks them", null, null));
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
