package io.centercontrol.integrations.deliveries;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.time.Ids;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends what is due. Each endpoint is leased to one instance at a time and visited on its own, so that one that hangs holds up
 * none but itself; an instance that ends in the middle leaves leases that run out, and what it had sent is sent again.
 */
@ApplicationScoped
class SendWorker {
    private static final Logger LOG = Logger.getLogger(SendWorker.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PURGE = Duration.ofHours(1);
    private static final Duration FIRST_PURGE = Duration.ofMinutes(4);
    private static final int PURGED_AT_ONCE = 500;

    private final Rounds rounds;
    private final Lanes lanes;
    private final SendToEndpoint sendToEndpoint;
    private final Deliveries deliveries;
    private final DeliveryConfig config;
    private final Ids ids;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicInteger visits = new AtomicInteger();

    SendWorker(
            Rounds rounds,
            Lanes lanes,
            SendToEndpoint sendToEndpoint,
            Deliveries deliveries,
            DeliveryConfig config,
            Ids ids,
            Vertx vertx,
            Clock clock) {
        this.rounds = rounds;
        this.lanes = lanes;
        this.sendToEndpoint = sendToEndpoint;
        this.deliveries = deliveries;
        this.config = config;
        this.ids = ids;
        this.vertx = vertx;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue("webhooks that are due", LOOK, lanes::next, this::round);
        rounds.begin(
                "forgetting webhooks",
                FIRST_PURGE,
                () -> deliveries
                        .purge(clock.instant().minus(config.kept()), PURGED_AT_ONCE)
                        .map(gone -> gone == PURGED_AT_ONCE ? LOOK : PURGE));
    }

    private Uni<Duration> round() {
        var free = config.lanes() - visits.get();
        if (free <= 0) {
            return Uni.createFrom().item(LOOK);
        }
        return lanes.lease(ids.next(), clock.instant(), config.lease(), free)
                .invoke(leased -> leased.forEach(this::visit))
                .map(leased -> leased.size() == free ? Duration.ZERO : LOOK);
    }

    private void visit(Lane lane) {
        visits.incrementAndGet();
        VertxContext.apart(vertx, () -> sendToEndpoint.run(new SendToEndpoint.Command(lane)))
                .onTermination()
                .invoke(() -> {
                    visits.decrementAndGet();
                    rounds.stir();
                })
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "webhook endpoint %s: it is sent to again when its lease has run out: %s",
                                lane.endpoint(), failure));
    }
}
