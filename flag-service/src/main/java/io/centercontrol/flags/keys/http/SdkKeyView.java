package io.centercontrol.flags.keys.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.keys.UsedKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as clients see it.
 *
 * @param tenants those that may be asked for; empty when all may
 * @param key what the program sends; only in the one answer that issues it
 */
record SdkKeyView(
        UUID id,
        String name,
        List<Scope> scopes,
        List<UUID> tenants,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Actor createdBy,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    static SdkKeyView of(UsedKey<SdkKey> kept) {
        var key = kept.key();
        return new SdkKeyView(
                key.id(),
                key.name(),
                List.copyOf(key.scopes()),
                key.tenants().stream().map(TenantId::value).toList(),
                key.expiresAt(),
                key.createdAt(),
                key.createdBy(),
                key.revokedAt(),
                kept.lastUsedAt(),
                key.version(),
                null);
    }

    SdkKeyView with(String secret) {
        return new SdkKeyView(
                id, name, scopes, tenants, expiresAt, createdAt, createdBy, revokedAt, lastUsedAt, version, secret);
    }
}
