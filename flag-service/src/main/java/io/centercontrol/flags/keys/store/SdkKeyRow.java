package io.centercontrol.flags.keys.store;

import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kit.keys.KeyRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code sdk_key}. */
@Entity
@Table(name = "sdk_key")
class SdkKeyRow extends KeyRow<SdkKey> {
    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    SdkKeyDocument document;

    /** For Hibernate. */
    SdkKeyRow() {}

    @Override
    protected SdkKey state() {
        return document.toKey(id, version);
    }

    @Override
    protected void document(SdkKey key) {
        document = SdkKeyDocument.of(key);
    }
}
