package io.centercontrol.governance.store;

import io.centercontrol.governance.model.Governance;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of {@code governance}. The limits stand beside the document, for the function that holds them. */
@Entity
@Table(name = "governance")
class GovernanceRow {
    @Id
    String id = Governance.ID;

    @Column
    long version;

    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "most_test_tenants")
    @Nullable
    Long mostTestTenants;

    @Column(name = "most_live_tenants")
    @Nullable
    Long mostLiveTenants;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    GovernanceDocument document;

    /** For Hibernate. */
    GovernanceRow() {}

    GovernanceRow(Governance governance, UUID eventId) {
        set(governance, eventId);
    }

    final void set(Governance governance, UUID newEventId) {
        version = governance.version();
        eventId = newEventId;
        mostTestTenants = governance.terms().mostTestTenants();
        mostLiveTenants = governance.terms().mostLiveTenants();
        document = GovernanceDocument.of(governance);
    }

    Governance toGovernance() {
        return document.toGovernance(version);
    }
}
