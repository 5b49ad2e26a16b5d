package io.centercontrol.kit.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.events.audit.AuditActor;
import io.centercontrol.events.audit.AuditCategory;
import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.events.audit.AuditOutcome;
import io.centercontrol.events.audit.AuditRequest;
import io.centercontrol.events.audit.AuditService;
import io.centercontrol.events.audit.AuditTarget;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.time.Ids;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes the record of an entry: adds who, where, when, and by which request. It has its id from here on, and no number yet. */
@Singleton
class AuditRecords {
    private static final String UNKNOWN = "unknown";

    private final Ids ids;
    private final Clock clock;
    private final Passages passages;
    private final ObjectMapper json;
    private final AuditService service;

    AuditRecords(
            Ids ids,
            Clock clock,
            Passages passages,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = UNKNOWN) String version) {
        this.ids = ids;
        this.clock = clock;
        this.passages = passages;
        this.json = json;
        // An instance is one run of it.
        this.service = new AuditService(name, version, ids.next().toString());
    }

    /** The name of this service: the key of all its entries. */
    String service() {
        return service.getName();
    }

    /** One run of this service. */
    UUID instance() {
        return UUID.fromString(service.getInstance());
    }

    /**
     * The record.
     *
     * @param request the current one; null when none is
     * @param identity who sends it; null when nobody proved to be anybody
     */
    AuditEvent of(AuditEntry entry, @Nullable RoutingContext request, @Nullable SecurityIdentity identity) {
        var cause = entry.cause();
        return AuditEvent.newBuilder()
                .setEventId(ids.next())
                .setNumber(0)
                .setAction(Bounds.text(entry.action(), Bounds.SHORT))
                .setCategory(AuditCategory.valueOf(entry.category().name()))
                .setOutcome(AuditOutcome.valueOf(entry.outcome().name()))
                .setTime(clock.instant())
                .setActor(actor(entry, request, identity))
                .setTenantId(entry.tenant())
                .setTargets(Bounds.items(entry.targets()).stream()
                        .map(target -> new AuditTarget(
                                Bounds.text(target.type(), Bounds.SHORT), Bounds.text(target.id(), Bounds.SHORT)))
                        .toList())
                .setReason(Bounds.textOrNull(entry.reason(), Bounds.LONG))
                .setRequest(request(entry, request))
                .setDetail(Bounds.detail(json, entry.detail()))
                .setService(service)
                .setCorrelationId(Bounds.textOrNull(
                        cause == null && request != null
                                ? Caller.correlationId(request.request())
                                : cause == null ? null : cause.correlationId(),
                        Bounds.SHORT))
                .setCausationId(cause == null ? null : Bounds.textOrNull(cause.causationId(), Bounds.SHORT))
                .setTraceparent(traceparent(request))
                .build();
    }

    /** The same record with more to know of it. */
    AuditEvent with(AuditEvent event, Map<String, Object> more) {
        var detail = new LinkedHashMap<>(event.getDetail());
        detail.putAll(Bounds.detail(json, more));
        return Copies.of(event).setDetail(detail).build();
    }

    /** The request knows more of the same one; another one is who the cause says. */
    private AuditActor actor(AuditEntry entry, @Nullable RoutingContext request, @Nullable SecurityIdentity identity) {
        var cause = entry.cause();
        var sender = request == null ? null : Actors.of(request, identity, passages.address(request));
        if (cause == null) {
            return sender == null ? Actors.nobody() : sender;
        }
        return sender != null && cause.actor().id().equals(sender.getSubject()) ? sender : Actors.of(cause.actor());
    }

    private static @Nullable AuditRequest request(AuditEntry entry, @Nullable RoutingContext request) {
        var said = entry.traits();
        if (said != null) {
            return new AuditRequest(
                    Bounds.text(said.method(), Bounds.SHORT), Bounds.text(said.path(), Bounds.SHORT), said.status());
        }
        return request == null
                ? null
                : new AuditRequest(
                        Bounds.text(request.request().method().name(), Bounds.SHORT),
                        Bounds.text(Templates.of(request), Bounds.SHORT),
                        null);
    }

    private static @Nullable String traceparent(@Nullable RoutingContext request) {
        var span = Span.current().getSpanContext();
        if (span.isValid()) {
            return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                    + span.getTraceFlags().asHex();
        }
        var given = request == null ? null : request.request().getHeader("traceparent");
        return given != null && Caller.isTraceparent(given) ? given : null;
    }
}
