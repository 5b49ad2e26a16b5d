package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.schemas.Contract;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** Gives entries their numbers. Who takes one keeps all others waiting until the end of the transaction. */
@Singleton
class AuditNumbers {
    private final AuditRecords records;
    private final AvroWire wire;

    AuditNumbers(AuditRecords records, AvroWire wire) {
        this.records = records;
        this.wire = wire;
    }

    /** The next one. */
    Uni<Long> next(Mutiny.Session session) {
        return OneColumn.select(session, "update audit_number set last = last + 1 returning last", Long.class)
                .getSingleResult();
    }

    /** The first of the next so many. */
    Uni<Long> next(SqlConnection connection, int count) {
        return connection
                .preparedQuery("update audit_number set last = last + $1 returning last")
                .execute(Tuple.of((long) count))
                .map(rows -> rows.iterator().next().getLong(0) - count + 1);
    }

    /** The entry under its number, as it goes out. */
    OutboxEvent numbered(AuditEvent event, long number) {
        return new OutboxEvent(
                event.getEventId(),
                wire.name(Contract.AUDIT),
                records.service(),
                event.getAction(),
                event.getTenantId(),
                number,
                records.service(),
                event.getTime(),
                wire.encode(Contract.AUDIT, Copies.of(event).setNumber(number).build()));
    }
}
