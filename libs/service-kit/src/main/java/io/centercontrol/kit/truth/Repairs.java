package io.centercontrol.kit.truth;

import io.centercontrol.kernel.Actor;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Answers a difference that a copy has found: the bucket is sent again, at most once in a while however many tell of it.
 * Counted as {@code cc_repairs_total}.
 */
@ApplicationScoped
public class Repairs {
    private static final Logger LOG = Logger.getLogger(Repairs.class);

    private final Mutiny.SessionFactory sessions;
    private final Truths truths;
    private final OrderRepublish orderRepublish;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration pause;

    Repairs(
            Mutiny.SessionFactory sessions,
            Truths truths,
            OrderRepublish orderRepublish,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "cc.repairs.pause", defaultValue = "60S") Duration pause) {
        this.sessions = sessions;
        this.truths = truths;
        this.orderRepublish = orderRepublish;
        this.meters = meters;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Repairs a bucket, unless it was repaired a moment ago or its topic belongs to another owner.
     *
     * @param teller the service and the instance in which the copy differs
     */
    public Uni<Void> repair(String topic, int bucket, String teller) {
        if (truths.of(topic).isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sessions.withTransaction((session, tx) -> claim(session, topic, bucket)
                .chain(claimed -> {
                    if (!claimed) {
                        return Uni.createFrom().voidItem();
                    }
                    var command = new OrderRepublish.Command(
                            topic,
                            new Scope.Bucket(bucket),
                            "the copy of " + teller + " differs",
                            Actor.service(teller));
                    return orderRepublish.run(command).invoke(operation -> {
                        meters.counter("cc.repairs", "topic", topic).increment();
                        LOG.warnf("%s: bucket %d is sent again, since the copy of %s differs", topic, bucket, teller);
                    });
                })
                .replaceWithVoid());
    }

    private Uni<Boolean> claim(Mutiny.Session session, String topic, int bucket) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
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
