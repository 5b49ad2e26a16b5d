package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.AuthoringVersion;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code flag_history}. */
@Entity
@Table(name = "flag_history")
class FlagHistoryRow extends HistoryRow {
    @Column(name = "event_id")
    UUID eventId;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    FlagDocument document;

    /** For Hibernate. */
    FlagHistoryRow() {}

    FlagHistoryRow(Change<Flag> change, UUID eventId, Cause cause) {
        super(
                new Key(change.next().key(), change.next().version()),
                change.next().updatedAt(),
                change,
                cause);
        this.eventId = eventId;
        document = FlagDocument.of(change.next());
    }

    Change<Flag> toChange() {
        return new Change<>(document.toFlag(key.id(), key.version()), type, changes.fields());
    }

    AuthoringVersion<Flag> toVersion() {
        return new AuthoringVersion<>(
                document.toFlag(key.id(), key.version()), key.version(), eventId, type, time, cause, changes.fields());
    }
}
