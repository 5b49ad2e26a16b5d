package io.centercontrol.flags.limits.store;

import io.centercontrol.flags.limits.LimitVersion;
import io.centercontrol.flags.limits.model.RateLimit;
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

/** A row of {@code rate_limit_history}; written once. */
@Entity
@Table(name = "rate_limit_history")
class RateLimitHistoryRow {
    /** Which version of which rate limit. */
    @Embeddable
    record Key(
            @Column(name = "id") String id,
            @Column(name = "version") long version) {}

    /** The changed fields as a JSON object, since Hibernate Reactive takes no array for a document. */
    record Changes(List<FieldChange> fields) {}

    @EmbeddedId
    Key key;

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
    RateLimitDocument document;

    /** For Hibernate. */
    RateLimitHistoryRow() {}

    RateLimitHistoryRow(Change<RateLimit> change, UUID eventId, Cause cause) {
        var limit = change.next();
        this.key = new Key(limit.key().id(), limit.version());
        this.eventId = eventId;
        this.type = change.type();
        this.time = limit.updatedAt();
        this.cause = cause;
        this.changes = new Changes(change.fields());
        this.document = RateLimitDocument.of(limit);
    }

    Change<RateLimit> toChange() {
        return new Change<>(document.toLimit(key.id(), key.version()), type, changes.fields());
    }

    LimitVersion toVersion() {
        return new LimitVersion(
                document.toLimit(key.id(), key.version()), eventId, type, time, cause, changes.fields());
    }
}
