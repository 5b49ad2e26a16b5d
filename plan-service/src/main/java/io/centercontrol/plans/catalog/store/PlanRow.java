package io.centercontrol.plans.catalog.store;

import io.centercontrol.kit.aggregate.AggregateRow;
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
class PlanRow extends AggregateRow<Plan> {
    @Id
    String id;

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

    PlanRow(Plan plan) {
        id = plan.key();
    }

    @Override
    protected void take(Plan plan) {
        name = plan.name();
        kind = plan.kind().name();
        var tenant = plan.onlyFor();
        onlyFor = tenant == null ? null : tenant.value();
        document = PlanDocument.of(plan);
    }

    @Override
    protected Plan state() {
        return document.toPlan(id, version);
    }
}
