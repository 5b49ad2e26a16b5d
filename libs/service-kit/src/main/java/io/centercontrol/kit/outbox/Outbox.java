package io.centercontrol.kit.outbox;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The transactional outbox: the row is written in the session that changes the state, and deleted in it at once, since
 * Debezium reads the log and not the table. An event can so neither be forgotten nor invented.
 */
@ApplicationScoped
public class Outbox {
    /** Hands an event over; it leaves when the session's transaction commits. Await each before the next. */
    public Uni<Void> append(Mutiny.Session session, OutboxEvent event) {
        return session.createNativeQuery(
                        "insert into outbox (id, aggregatetype, aggregateid, type, tenant_id, version, source, time,"
                                + " traceparent, payload) values (:id, :topic, :key, :type, :tenant, :version, :source,"
                                + " :time, :traceparent, :payload)")
                .setParameter("id", event.id())
                .setParameter("topic", event.topic())
                .setParameter("key", event.key())
                .setParameter("type", event.type())
                .setParameter(
                        "tenant",
                        event.tenantId() == null ? null : event.tenantId().toString())
                .setParameter("version", Long.toString(event.version()))
                .setParameter("source", event.source())
                .setParameter("time", event.time().toString())
                .setParameter("traceparent", traceparent())
                .setParameter("payload", event.payload())
                .executeUpdate()
                .chain(() -> session.createNativeQuery("delete from outbox where id = :id")
                        .setParameter("id", event.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The current span in W3C Trace Context form; null when nothing is traced. */
    private static @Nullable String traceparent() {
        var context = Span.current().getSpanContext();
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }
}
