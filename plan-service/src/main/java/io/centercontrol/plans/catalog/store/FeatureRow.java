package io.centercontrol.plans.catalog.store;

import io.centercontrol.plans.catalog.SavedFeature;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code feature}. */
@Entity
@Table(name = "feature")
class FeatureRow {
    @Id
    String id;

    @Column
    long version;

    @Column(name = "event_id")
    UUID eventId;

    @Column
    String kind;

    @Column
    boolean deprecated;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    FeatureDocument document;

    /** For Hibernate. */
    FeatureRow() {}

    FeatureRow(FeatureEntry entry, UUID eventId) {
        id = entry.feature().key();
        set(entry, eventId);
    }

    final void set(FeatureEntry entry, UUID newEventId) {
        version = entry.version();
        eventId = newEventId;
        kind = entry.feature().kind().name();
        deprecated = entry.feature().deprecated();
        document = FeatureDocument.of(entry);
    }

    FeatureEntry toEntry() {
        return document.toEntry(id, version);
    }

    SavedFeature toSaved() {
        return new SavedFeature(toEntry(), eventId);
    }
}
