package io.centercontrol.flags.keys.store;

import io.centercontrol.flags.keys.Kept;
import io.centercontrol.flags.keys.SdkKeys;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code sdk_key}. */
record SdkKeyRow(
        UUID id, long version, String hash, @Nullable Instant lastUsedAt, Document document) {
    /** What selects one, as JSON. */
    static final String SELECT = "select cast(jsonb_build_object('id', id, 'version', version, 'hash', hash,"
            + " 'last_used_at', last_used_at, 'document', document) as text) from sdk_key ";

    /** A key as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
    record Document(
            String name,
            List<Scope> scopes,
            List<UUID> tenants,
            @Nullable Instant expiresAt,
            Instant createdAt,
            Actor createdBy,
            @Nullable Instant revokedAt) {
        static Document of(SdkKey key) {
            return new Document(
                    key.name(),
                    List.copyOf(key.scopes()),
                    key.tenants().stream().map(TenantId::value).toList(),
                    key.expiresAt(),
                    key.createdAt(),
                    key.createdBy(),
                    key.revokedAt());
        }
    }

    SdkKey toKey() {
        var tenants = new TreeSet<TenantId>();
        document.tenants().forEach(tenant -> tenants.add(new TenantId(tenant)));
        return new SdkKey(
                id,
                document.name(),
                new TreeSet<>(document.scopes()),
                tenants,
                document.expiresAt(),
                document.createdAt(),
                document.createdBy(),
                document.revokedAt(),
                version);
    }

    Kept toKept() {
        return new Kept(toKey(), lastUsedAt);
    }

    SdkKeys.Hashed toHashed() {
        return new SdkKeys.Hashed(toKey(), HexFormat.of().parseHex(hash));
    }
}
