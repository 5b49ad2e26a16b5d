package io.centercontrol.governance.store;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.kit.aggregate.AggregateRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of {@code governance}. The limits stand beside the document, for the function that holds them. */
@Entity
@Table(name = "governance")
class GovernanceRow extends AggregateRow<Governance> {
    @Id
    String id = Governance.ID;

    @Column(name = "most_test_tenants")
    @Nullable
    Long mostTestTenants;

    @Column(name = "most_live_tenants")
    @Nullable
    Long mostLiveTenants;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    GovernanceDocument document;

    @Override
    protected void take(Governance governance) {
        mostTestTenants = governance.terms().mostTestTenants();
        mostLiveTenants = governance.terms().mostLiveTenants();
        document = GovernanceDocument.of(governance);
    }

    @Override
    protected Governance state() {
        return document.toGovernance(version);
    }
}
