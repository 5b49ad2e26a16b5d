package io.centercontrol.usage.intake.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.gate.GateOrder;
import io.centercontrol.kit.gate.IncomingBody;
import io.centercontrol.kit.gate.ProblemAnswers;
import io.centercontrol.kit.problem.Problem;
import io.centercontrol.kit.rest.Query;
import io.centercontrol.usage.intake.ForeignTenantException;
import io.centercontrol.usage.intake.TakeEvents;
import io.centercontrol.usage.keys.UsageKeyRing;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
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

    private final KeyedDoor door;
    private final TakeEvents takeEvents;
    private final ProblemAnswers answers;
    private final ObjectMapper json;
    private final Vertx vertx;

    EventRoutes(KeyedDoor door, TakeEvents takeEvents, ProblemAnswers answers, ObjectMapper json, Vertx vertx) {
        this.door = door;
        this.takeEvents = takeEvents;
        this.answers = answers;
        this.json = json;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, GateOrder.KEYED.priority());
        filters.register(context -> door.refuse(context, PATH), GateOrder.LAST.priority());
    }

    private void answer(RoutingContext context) {
        var key = door.opened(context, PATH);
        if (key == null) {
            return;
        }
        var request = context.request();
        var unknown = Query.unknown(context, Set.of());
        var form = EventForm.of(request.getHeader(HttpHeaders.CONTENT_TYPE), AttributeHeaders.in(request.headers()));
        if (!unknown.isEmpty()) {
            answers.end(context, Problem.of(new Refusal.Invalid(unknown)));
        } else if (!KeyedDoor.encoding(context).equals("identity")) {
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

    private void take(RoutingContext context, UsageKeyRing.Good key, EventForm form, Buffer body) {
        VertxContext.apart(vertx, () -> taken(context, key, form, body))
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
                                Map.of()));
            default -> {
                LOG.errorf(failure, "events could not be taken");
                context.fail(500, failure);
            }
        }
    }
}
