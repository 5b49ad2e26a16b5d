package io.centercontrol.plans.catalog.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.plans.catalog.CatalogVersion;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code feature_history}. */
@Entity
@Table(name = "feature_history")
class FeatureHistoryRow extends HistoryRow {
    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    FeatureDocument document;

    /** For Hibernate. */
    FeatureHistoryRow() {}

    FeatureHistoryRow(Change<FeatureEntry> change, UUID eventId, Cause cause) {
        super(
                new Key(change.next().feature().key(), change.next().version()),
                eventId,
                change.next().updatedAt(),
                change,
                cause);
        document = FeatureDocument.of(change.next());
    }

    Change<FeatureEntry> toChange() {
        return new Change<>(document.toEntry(key.id(), key.version()), type, changes.fields());
    }

    CatalogVersion<FeatureEntry> toVersion() {
        return new CatalogVersion<>(
                document.toEntry(key.id(), key.version()), key.version(), eventId, type, time, cause, changes.fields());
    }
}
