package io.centercontrol.usage.keys.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kit.keys.UsedKey;
import io.centercontrol.usage.keys.model.UsageKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as clients see it.
 *
 * @param name for people: which program has it
 * @param tenantId the one tenant whose usage may be sent with it; null when everybody's may
 * @param expiresAt it is refused from then on; null when it has no end
 * @param revokedAt when it was revoked; null while it holds
 * @param lastUsedAt some seconds ago at most; null when it never was used
 * @param key what the program sends; only in the one answer that issues it
 */
record UsageKeyView(
        UUID id,
        String name,
        @Nullable UUID tenantId,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Actor createdBy,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    static UsageKeyView of(UsedKey<UsageKey> kept) {
        var key = kept.key();
        var tenant = key.tenant();
        return new UsageKeyView(
                key.id(),
                key.name(),
                tenant == null ? null : tenant.value(),
                key.expiresAt(),
                key.createdAt(),
                key.createdBy(),
                key.revokedAt(),
                kept.lastUsedAt(),
                key.version(),
                null);
    }

    UsageKeyView with(String secret) {
        return new UsageKeyView(
                id, name, tenantId, expiresAt, createdAt, createdBy, revokedAt, lastUsedAt, version, secret);
    }
}
