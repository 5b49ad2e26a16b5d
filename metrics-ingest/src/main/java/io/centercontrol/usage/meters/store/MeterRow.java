package io.centercontrol.usage.meters.store;

import io.centercontrol.kit.aggregate.AggregateRow;
import io.centercontrol.usage.meters.model.Meter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code meter}. */
@Entity
@Table(name = "meter")
class MeterRow extends AggregateRow<Meter> {
    /** All that is mapped, for native queries. */
    static final String COLUMNS = "id, version, event_id, event_type, aggregation, grade, feature, archived, document";

    @Id
    String id;

    @Column(name = "event_type")
    String eventType;

    @Column
    String aggregation;

    @Column
    String grade;

    @Column
    @Nullable
    String feature;

    @Column
    boolean archived;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    MeterDocument document;

    /** For Hibernate. */
    MeterRow() {}

    MeterRow(Meter meter) {
        id = meter.key();
        eventType = meter.measure().eventType();
        aggregation = meter.measure().aggregation().name();
        grade = meter.measure().grade().name();
    }

    @Override
    protected void take(Meter meter) {
        feature = meter.terms().feature();
        archived = meter.archived();
        document = MeterDocument.of(meter);
    }

    @Override
    protected Meter state() {
        return document.toMeter(id, version);
    }
}
