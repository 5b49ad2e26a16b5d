package io.centercontrol.plans.catalog.store;

import io.centercontrol.kit.aggregate.AggregateRow;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code feature}. */
@Entity
@Table(name = "feature")
class FeatureRow extends AggregateRow<FeatureEntry> {
    @Id
    String id;

    @Column
    String kind;

    @Column
    boolean deprecated;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    FeatureDocument document;

    /** For Hibernate. */
    FeatureRow() {}

    FeatureRow(FeatureEntry entry) {
        id = entry.feature().key();
    }

    @Override
    protected void take(FeatureEntry entry) {
        kind = entry.feature().kind().name();
        deprecated = entry.feature().deprecated();
        document = FeatureDocument.of(entry);
    }

    @Override
    protected FeatureEntry state() {
        return document.toEntry(id, version);
    }
}
