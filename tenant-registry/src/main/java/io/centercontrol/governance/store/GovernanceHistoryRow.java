package io.centercontrol.governance.store;

import io.centercontrol.governance.GovernanceVersion;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code governance_history}; written once. */
@Entity
@Table(name = "governance_history")
class GovernanceHistoryRow {
    /** The changed fields as a JSON object, since Hibernate Reactive takes no array for a document. */
    record Changes(List<FieldChange> fields) {}

    @Id
    long version;

    @Column(name = "event_id")
    UUID eventId;

    @Column
    String type;

    @Column
    Instant time;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    Cause cause;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    Changes changes;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    GovernanceDocument document;

    /** For Hibernate. */
    GovernanceHistoryRow() {}

    GovernanceHistoryRow(Change<Governance> change, UUID eventId, Cause cause) {
        this.version = change.next().version();
        this.eventId = eventId;
        this.type = change.type();
        this.time = change.next().updatedAt();
        this.cause = cause;
        this.changes = new Changes(change.fields());
        this.document = GovernanceDocument.of(change.next());
    }

    Change<Governance> toChange() {
        return new Change<>(document.toGovernance(version), type, changes.fields());
    }

    GovernanceVersion toVersion() {
        return new GovernanceVersion(document.toGovernance(version), eventId, type, cause, changes.fields());
    }
}
