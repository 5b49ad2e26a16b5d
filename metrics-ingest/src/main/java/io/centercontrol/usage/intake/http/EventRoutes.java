package io.centercontrol.usage.intake.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.audit.KnownActor;
import io.centercontrol.kit.audit.Templates;
import io.centercontrol.kit.gate.GateOrder;
import io.centercontrol.kit.gate.IncomingBody;
import io.centercontrol.kit.gate.ProblemAnswers;
import io.centercontrol.kit.keys.Pace;
import io.centercontrol.kit.problem.Problem;
import io.centercontrol.kit.rest.Query;
import io.centercontrol.kit.security.Credentials;
import io.centercontrol.usage.intake.ForeignTenantException;
import io.centercontrol.usage.intake.IntakeConfig;
import io.centercontrol.usage.intake.TakeEvents;
import io.centercontrol.usage.keys.UsageKeyRing;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * {@code POST /api/v1/events}. It stands behind the front gate and before everything else: a good usage key is all that it asks
 * for, and nothing else of the platform opens to one. Who comes without goes on to the platform's own gates, where strangers are
 * slowed down, and is refused behind them.
 */
@ApplicationScoped
class EventRoutes {
    private static final Logger LOG = Logger.getLogger(EventRoutes.class);
    private static final String PATH = "/api/v1/events";
    private static final String AGAIN_AFTER_SECONDS = "2";

    private final UsageKeyRing ring;
    private final TakeEvents takeEvents;
    private final ProblemAnswers answers;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final Clock clock;
    private final Pace pace;

    EventRoutes(
            UsageKeyRing ring,
            TakeEvents takeEvents,
            ProblemAnswers answers,
            ObjectMapper json,
            Vertx vertx,
            Clock clock,
            IntakeConfig config) {
        this.ring = ring;
        this.takeEvents = takeEvents;
        this.answers = answers;
        this.json = json;
        this.vertx = vertx;
        this.clock = clock;
        this.pace = new Pace(config.perKeyPerSecond());
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, GateOrder.KEYED.priority());
        filters.register(this::refuse, GateOrder.LAST.priority());
    }

    private void refuse(RoutingContext context) {
        if (PATH.equals(context.request().path())) {
            Templates.note(context, PATH);
            answers.challenge(
                    context,
                    Credentials.CHALLENGE,
                    Problem.of(
                            401,
                            "USAGE_KEY_REQUIRED",
                            "Send a usage key as a bearer token in the Authorization header."));
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context) {
        var request = context.request();
        var token =
                PATH.equals(request.path()) ? Credentials.token(request.getHeader(HttpHeaders.AUTHORIZATION)) : null;
        var key = token == null ? null : ring.find(token);
        if (key == null) {
            context.next();
            return;
        }
        Templates.note(context, PATH);
        new KnownActor("usage-key/" + key.id(), key.name()).sends(context);
        if (!pace.allows(key.id(), clock.millis())) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            answers.end(
                    context,
                    Problem.of(429, "RATE_LIMITED", "This key sends more often than it may. Try again in a second."));
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            answers.end(context, Problem.of(405, "METHOD_NOT_ALLOWED", "Events are sent here, with POST."));
            return;
        }
        var unknown = Query.unknown(context, Set.of());
        var form = EventForm.of(request.getHeader(HttpHeaders.CONTENT_TYPE), AttributeHeaders.in(request.headers()));
        if (!unknown.isEmpty()) {
            answers.end(context, Problem.of(new Refusal.Invalid(unknown)));
        } else if (isEncoded(context)) {
            context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            answers.end(
                    context,
                    Problem.of(415, "CONTENT_ENCODING_NOT_SUPPORTED", "Send the body as it is, not compressed."));
        } else if (form == null) {
            answers.end(
                    context,
                    Problem.of(
                            415,
                            "MEDIA_TYPE_NOT_SUPPORTED",
                            "Send CloudEvents in UTF-8: one as application/cloudevents+json, a list as"
                                    + " application/cloudevents-batch+json, or its data as application/json with its"
                                    + " attributes in headers that begin with ce-."));
        } else {
            IncomingBody.collect(
                    context,
                    IncomingBody.MOST_BYTES,
                    body -> take(context, key, form, body),
                    () -> answers.end(context, Problem.tooLarge(IncomingBody.MOST_BYTES)));
        }
    }

    private static boolean isEncoded(RoutingContext context) {
        return context.request().headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(one -> !one.strip().toLowerCase(Locale.ROOT).equals("identity"));
    }

    private void take(RoutingContext context, UsageKeyRing.Good key, EventForm form, Buffer body) {
        io.centercontrol.kit.VertxContext.apart(vertx, () -> taken(context, key, form, body))
                .subscribe()
                .with(done -> context.response().setStatusCode(204).end(), failure -> failed(context, failure));
    }

    private Uni<Void> taken(RoutingContext context, UsageKeyRing.Good key, EventForm form, Buffer body) {
        var reading = new EventReading(json);
        if (form == EventForm.BINARY) {
            reading.binary(AttributeHeaders.of(context.request().headers()), body.getBytes());
        } else {
            reading.structured(form, body.getBytes());
        }
        return takeEvents.run(new TakeEvents.Command(key.id(), key::maySendFor, reading.drafts(), reading.found()));
    }

    private void failed(RoutingContext context, Throwable failure) {
        switch (failure) {
            case RefusedException refused -> {
                if (refused.refusal() instanceof Refusal.Unavailable) {
                    context.response().putHeader(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS);
                }
                answers.end(context, Problem.of(refused.refusal()));
            }
            case ForeignTenantException foreign ->
                answers.end(
                        context,
                        new Problem(
                                403,
                                "FOREIGN_TENANT",
                                "This key may send the usage of its own tenant alone.",
                                List.of(new Problem.FieldError(
                                        foreign.pointer() + "/subject", "FOREIGN_TENANT", "It is another tenant.")),
                                java.util.Map.of()));
            default -> {
                LOG.errorf(failure, "events could not be taken");
                context.fail(500, failure);
            }
        }
    }
}
