package io.centercontrol.kit.outbox;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.trace.RecordTracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The transactional outbox: the row is written in the session that changes the state. Debezium takes it from the log and not
 * from the table, and its connector removes the row when the event is on its topic. An event can so neither be forgotten nor
 * invented.
 */
@ApplicationScoped
public class Outbox {
    private final RecordTracing tracing;
    private final MeterRegistry meters;
    private final Rounds rounds;

    Outbox(RecordTracing tracing, MeterRegistry meters, Rounds rounds) {
        this.tracing = tracing;
        this.meters = meters;
        this.rounds = rounds;
    }

    /**
     * Hands an event over; it leaves when the session's transaction commits. Await each before the next. Counted as {@code
     * cc_outbox_appended_total}, also when the transaction is rolled back later.
     */
    public Uni<Void> append(Mutiny.Session session, OutboxEvent event) {
        return tracing.publishing(event.topic(), headers -> insert(session, event, headers))
                .invoke(() -> meters.counter("cc.outbox.appended", "topic", event.topic(), "type", event.type())
                        .increment())
                .invoke(rounds::stir);
    }

    private static Uni<Void> insert(Mutiny.Session session, OutboxEvent event, Map<String, String> trace) {
        return session.createNativeQuery(
                        "insert into outbox (id, aggregatetype, aggregateid, type, tenant_id, version, source, time,"
                                + " traceparent, tracestate, payload) values (:id, :topic, :key, :type, :tenant, :version, :source,"
                                + " :time, :traceparent, :tracestate, :payload)")
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
                .setParameter("traceparent", trace.get("traceparent"))
                .setParameter("tracestate", trace.get("tracestate"))
                .setParameter("payload", event.payload())
                .executeUpdate()
                .replaceWithVoid();
    }
}
