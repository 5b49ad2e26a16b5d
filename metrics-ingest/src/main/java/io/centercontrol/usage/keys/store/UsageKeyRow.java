package io.centercontrol.usage.keys.store;

import io.centercontrol.kit.keys.KeyRow;
import io.centercontrol.usage.keys.model.UsageKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code usage_key}. */
@Entity
@Table(name = "usage_key")
class UsageKeyRow extends KeyRow<UsageKey> {
    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    UsageKeyDocument document;

    /** For Hibernate. */
    UsageKeyRow() {}

    @Override
    protected UsageKey state() {
        return document.toKey(id, version);
    }

    @Override
    protected void document(UsageKey key) {
        document = UsageKeyDocument.of(key);
    }
}
