package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.deliveries.model.Outcome;
import io.centercontrol.integrations.deliveries.model.RetryPolicy;
import io.centercontrol.integrations.endpoints.Endpoints;
import io.centercontrol.integrations.endpoints.Secrets;
import io.centercontrol.integrations.endpoints.TurnEndpoint;
import io.centercontrol.integrations.endpoints.model.Disabled;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.outgoing.Sender;
import io.centercontrol.outgoing.SigningSecret;
import io.centercontrol.outgoing.model.Attempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What waits for one endpoint is sent, for as long as that takes little time and succeeds. */
@ApplicationScoped
public class SendToEndpoint {
    private static final int AT_ONCE = 50;
    private static final int SIDE_BY_SIDE = 4;
    private static final int FEW = 8;
    private static final Logger LOG = Logger.getLogger(SendToEndpoint.class);

    private final Lanes lanes;
    private final Endpoints endpoints;
    private final Secrets secrets;
    private final Sender sender;
    private final TurnEndpoint turnEndpoint;
    private final DeliveryConfig config;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private final Clock clock;
    private final RetryPolicy policy;

    SendToEndpoint(
            Lanes lanes,
            Endpoints endpoints,
            Secrets secrets,
            Sender sender,
            TurnEndpoint turnEndpoint,
            DeliveryConfig config,
            MeterRegistry meters,
            Vertx vertx,
            Clock clock) {
        this.lanes = lanes;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.sender = sender;
        this.turnEndpoint = turnEndpoint;
        this.config = config;
        this.meters = meters;
        this.vertx = vertx;
        this.clock = clock;
        this.policy = new RetryPolicy(config.pauses());
    }

    /** Which one, leased to this instance. */
    public record Command(Lane lane) {}

    /** Sends, takes note, and gives the lane back. */
    public Uni<Void> run(Command command) {
        var lane = command.lane();
        return endpoints.get(lane.endpoint()).chain(kept -> {
            var endpoint = kept.state();
            if (endpoint.removed() || endpoint.disabled() != null) {
                return lanes.release(lane, endpoint.terms().ordered(), clock.instant());
            }
            var failures = lane.failures();
            var most = failures >= RetryPolicy.BROKEN ? 1 : AT_ONCE;
            return secrets.good(endpoint.id(), clock.instant())
                    .chain(good -> lanes.due(endpoint.id(), endpoint.terms().ordered(), clock.instant(), most)
                            .chain(due -> new Visit(lane, endpoint, good).all(due)));
        });
    }

    /** One time that an endpoint is sent to. */
    private final class Visit {
        private final Lane lane;
        private final WebhookEndpoint endpoint;
        private final List<SigningSecret> good;
        private final URI url;
        private final long began = System.nanoTime();
        private final AtomicReference<@Nullable Attempt> gone = new AtomicReference<>();
        private volatile int failures;

        Visit(Lane lane, WebhookEndpoint endpoint, List<SigningSecret> good) {
            this.lane = lane;
            this.endpoint = endpoint;
            this.good = good;
            this.url = URI.create(endpoint.terms().url());
            this.failures = lane.failures();
        }

        Uni<Void> all(List<Due> due) {
            var ordered = endpoint.terms().ordered();
            return Multi.createFrom()
                    .iterable(
                            ordered
                                    ? bySubject(due)
                                    : due.stream().map(List::of).toList())
                    .onItem()
                    .transformToUni(this::oneByOne)
                    .merge(SIDE_BY_SIDE)
                    .onItem()
                    .ignoreAsUni()
                    .chain(() ->
                            lanes.release(lane, ordered, clock.instant().plus(RetryPolicy.rest(failures, chance()))))
                    .chain(this::judge);
        }

        /** Of one subject the next is sent when the one before it was taken, or given up. */
        private Uni<Boolean> oneByOne(List<Due> due) {
            return Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUniAndConcatenate(
                            one -> isOver() ? Uni.createFrom().item(false) : VertxContext.apart(vertx, () -> send(one)))
                    .select()
                    .first(settled -> settled)
                    .collect()
                    .last()
                    .replaceWith(true);
        }

        private boolean isOver() {
            return failures > lane.failures() && failures >= RetryPolicy.BROKEN
                    || gone.get() != null
                    || System.nanoTime() - began > config.lease().toNanos() / 2;
        }

        private Uni<Boolean> send(Due due) {
            return sender.send(new Sender.Request(url, due.eventId(), due.body(), good))
                    .chain(attempt -> {
                        var now = clock.instant();
                        var outcome = policy.after(attempt, due.attempts() + 1, now, chance());
                        count(attempt, outcome);
                        if (attempt.isGone()) {
                            gone.set(attempt);
                        }
                        return lanes.record(lane, due, attempt, outcome, now)
                                .invoke(inARow -> failures = inARow)
                                .replaceWith(!(outcome instanceof Outcome.Again));
                    });
        }

        private Uni<Void> judge() {
            var since = lane.failingSince();
            if (gone.get() != null) {
                return disable(Disabled.GONE, "It answered 410 Gone.");
            }
            if (since != null
                    && failures >= FEW
                    && since.isBefore(clock.instant().minus(config.disableAfter()))) {
                return disable(
                        Disabled.FAILING, "Everything that was sent to it has failed since %s.".formatted(since));
            }
            return Uni.createFrom().voidItem();
        }

        private Uni<Void> disable(Disabled why, String reason) {
            LOG.warnf("webhook endpoint %s is disabled: %s", endpoint.id(), reason);
            return turnEndpoint
                    .run(new TurnEndpoint.Command(
                            endpoint.id(),
                            why,
                            null,
                            new Cause(Actor.service("integration-service"), reason, null, null)))
                    .replaceWithVoid();
        }
    }

    private static List<List<Due>> bySubject(List<Due> due) {
        var subjects = new LinkedHashMap<String, List<Due>>();
        due.forEach(one -> subjects.computeIfAbsent(one.subject(), subject -> new ArrayList<>())
                .add(one));
        return List.copyOf(subjects.values());
    }

    private void count(Attempt attempt, Outcome outcome) {
        var word = switch (outcome) {
            case Outcome.Delivered() -> "delivered";
            case Outcome.Again(Instant at) -> "failed";
            case Outcome.GivenUp() -> "given-up";
        };
        meters.timer("cc.webhook.attempts", "outcome", word).record(attempt.took());
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
