package io.centercontrol.flags.authoring.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What every row of a history says beside the aggregate itself; written once. */
@MappedSuperclass
abstract class HistoryRow {
    /** Which version of which aggregate. */
    @Embeddable
    record Key(
            @Column(name = "id") String id,
            @Column(name = "version") long version) {}

    /** The changed fields as a JSON object, since Hibernate Reactive takes no array for a document. */
    record Changes(List<FieldChange> fields) {}

    @EmbeddedId
    Key key;

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

    /** For Hibernate. */
    HistoryRow() {}

    HistoryRow(Key key, Instant time, Change<?> change, Cause cause) {
        this.key = key;
        this.type = change.type();
        this.time = time;
        this.cause = cause;
        this.changes = new Changes(change.fields());
    }
}
