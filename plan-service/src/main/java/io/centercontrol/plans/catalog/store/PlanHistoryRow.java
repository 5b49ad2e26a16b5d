package io.centercontrol.plans.catalog.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.plans.catalog.CatalogVersion;
import io.centercontrol.plans.catalog.model.Plan;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code plan_history}. */
@Entity
@Table(name = "plan_history")
class PlanHistoryRow extends HistoryRow {
    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    PlanDocument document;

    /** For Hibernate. */
    PlanHistoryRow() {}

    PlanHistoryRow(Change<Plan> change, UUID eventId, Cause cause) {
        super(
                new Key(change.next().key(), change.next().version()),
                eventId,
                change.next().updatedAt(),
                change,
                cause);
        document = PlanDocument.of(change.next());
    }

    Change<Plan> toChange() {
        return new Change<>(document.toPlan(key.id(), key.version()), type, changes.fields());
    }

    CatalogVersion<Plan> toVersion() {
        return new CatalogVersion<>(
                document.toPlan(key.id(), key.version()), key.version(), eventId, type, time, cause, changes.fields());
    }
}
