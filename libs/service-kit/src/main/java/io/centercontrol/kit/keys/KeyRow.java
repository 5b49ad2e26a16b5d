package io.centercontrol.kit.keys;

import io.centercontrol.kernel.ProgramKey;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the row of every key has beside its document. Of a key's secret only a hash is kept.
 *
 * @param <K> the key
 */
@MappedSuperclass
public abstract class KeyRow<K extends ProgramKey> {
    /** The columns that are mapped, for queries of whole rows. */
    static final String COLUMNS = "id, version, active, hash, last_used_at, document";

    /** The key's id. */
    @Id
    protected UUID id;

    /** The version that stands. */
    @Column
    protected long version;

    @Column
    private boolean active;

    @Column(updatable = false)
    private String hash;

    /** No part of a version; {@link KeyStore#used} writes it. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    @Nullable
    private Instant lastUsedAt;

    /** For Hibernate. */
    protected KeyRow() {}

    /** The key in this row. */
    protected abstract K state();

    /** Takes its document over. */
    protected abstract void document(K key);

    final void begin(K key, byte[] secretHash) {
        id = key.id();
        hash = HexFormat.of().formatHex(secretHash);
        take(key);
    }

    final void take(K key) {
        version = key.version();
        active = key.revokedAt() == null;
        document(key);
    }

    final UUID id() {
        return id;
    }

    final UsedKey<K> toKept() {
        return new UsedKey<>(state(), lastUsedAt);
    }

    final Keys.Hashed<K> toHashed() {
        return new Keys.Hashed<>(state(), HexFormat.of().parseHex(hash));
    }
}
