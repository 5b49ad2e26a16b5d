package io.centercontrol.plans.catalog.store;

import io.centercontrol.plans.catalog.SavedPlan;
import io.centercontrol.plans.catalog.model.Plan;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code plan}: a plan or an add-on. */
@Entity
@Table(name = "plan")
class PlanRow {
    @Id
    String id;

    @Column
    long version;

    @Column(name = "event_id")
    UUID eventId;

    @Column
    String name;

    @Column
    String kind;

    @Column(name = "only_for")
    @Nullable
    UUID onlyFor;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    PlanDocument document;

    /** For Hibernate. */
    PlanRow() {}

    PlanRow(Plan plan, UUID eventId) {
        id = plan.key();
        set(plan, eventId);
    }

    final void set(Plan plan, UUID newEventId) {
        version = plan.version();
        eventId = newEventId;
        name = plan.name();
        kind = plan.kind().name();
        var tenant = plan.onlyFor();
        onlyFor = tenant == null ? null : tenant.value();
        document = PlanDocument.of(plan);
    }

    Plan toPlan() {
        return document.toPlan(id, version);
    }

    SavedPlan toSaved() {
        return new SavedPlan(toPlan(), eventId);
    }
}
