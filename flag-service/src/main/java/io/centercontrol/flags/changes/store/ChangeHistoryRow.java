package io.centercontrol.flags.changes.store;

import io.centercontrol.flags.changes.ChangeStep;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.flags.changes.model.State;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code change_request_history}; written once. */
@Entity
@Table(name = "change_request_history")
class ChangeHistoryRow {
    /** Which version of which change request. */
    @Embeddable
    record Key(
            @Column(name = "id") UUID id,
            @Column(name = "version") long version) {}

    /** The changed fields as a JSON object, since Hibernate Reactive takes no array for a document. */
    record Changes(List<FieldChange> fields) {}

    @EmbeddedId
    Key key;

    @Column
    String flag;

    @Column
    String state;

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
    ChangeDocument document;

    /** For Hibernate. */
    ChangeHistoryRow() {}

    ChangeHistoryRow(Change<ChangeRequest> step, Cause cause) {
        var request = step.next();
        this.key = new Key(request.id(), request.version());
        this.flag = request.flag();
        this.state = request.state().name();
        this.type = step.type();
        this.time = request.updatedAt();
        this.cause = cause;
        this.changes = new Changes(step.fields());
        this.document = ChangeDocument.of(request);
    }

    ChangeStep toStep() {
        return new ChangeStep(
                document.toRequest(key.id(), flag, State.valueOf(state), key.version()),
                type,
                time,
                cause,
                changes.fields());
    }
}
