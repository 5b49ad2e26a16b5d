package io.centercontrol.flags.keys.store;

import io.centercontrol.flags.keys.SdkKeys;
import io.centercontrol.flags.keys.UsedKey;
import io.centercontrol.flags.keys.model.SdkKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code sdk_key}. */
@Entity
@Table(name = "sdk_key")
class SdkKeyRow {
    /** The columns that are mapped, for queries of whole rows. */
    static final String COLUMNS = "id, version, active, hash, last_used_at, document";

    @Id
    UUID id;

    @Column
    long version;

    @Column
    boolean active;

    @Column(updatable = false)
    String hash;

    /** No part of a version; {@link PostgresSdkKeys#used} writes it. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    @Nullable
    Instant lastUsedAt;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    SdkKeyDocument document;

    /** For Hibernate. */
    SdkKeyRow() {}

    SdkKeyRow(SdkKey key, byte[] hash) {
        this.id = key.id();
        this.hash = HexFormat.of().formatHex(hash);
        take(key);
    }

    final void take(SdkKey key) {
        version = key.version();
        active = key.revokedAt() == null;
        document = SdkKeyDocument.of(key);
    }

    SdkKey toKey() {
        return document.toKey(id, version);
    }

    UsedKey toKept() {
        return new UsedKey(toKey(), lastUsedAt);
    }

    SdkKeys.Hashed toHashed() {
        return new SdkKeys.Hashed(toKey(), HexFormat.of().parseHex(hash));
    }
}
