package io.centercontrol.kit.outbox;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.trace.RecordTracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The transactional outbox: the row is written in the session that changes the state. Debezium takes it from the log and not
 * from the table, and its connector removes the row when the event is on its topic. An event can so neither be forgotten nor
 * invented.
 */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = "insert into outbox (id, aggregatetype, aggregateid, type, tenant_id, version,"
            + " source, time, traceparent, payload) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

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
                .invoke(() -> count(event))
                .invoke(rounds::stir);
    }

    /**
     * Hands many over, in their order, in the transaction of a connection.
     *
     * @param events with the {@code traceparent} that each belongs to, if it belongs to any
     */
    public Uni<Void> appendAll(SqlConnection connection, List<Traced> events) {
        return connection
                .preparedQuery(INSERT)
                .executeBatch(events.stream().map(Outbox::row).toList())
                .invoke(() -> events.forEach(one -> count(one.event())))
                .invoke(rounds::stir)
                .replaceWithVoid();
    }

    /** An event, and the trace that it belongs to. */
    public record Traced(OutboxEvent event, @Nullable String traceparent) {}

    private static Tuple row(Traced one) {
        var event = one.event();
        var payload = event.payload();
        return Tuple.from(Arrays.asList(
                event.id(),
                event.topic(),
                event.key(),
                event.type(),
                event.tenantId() == null ? null : event.tenantId().toString(),
                Long.toString(event.version()),
                event.source(),
                event.time().toString(),
                one.traceparent(),
                payload == null ? null : Buffer.buffer(payload)));
    }

    private void count(OutboxEvent event) {
        meters.counter("cc.outbox.appended", "topic", event.topic(), "type", event.type())
                .increment();
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
