package io.centercontrol.flags.keys.store;

import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record SdkKeyDocument(
        String name,
        List<String> scopes,
        List<String> tenants,
        @Nullable String expiresAt,
        String createdAt,
        Actor createdBy,
        @Nullable String revokedAt,
        String updatedAt) {
    static SdkKeyDocument of(SdkKey key) {
        return new SdkKeyDocument(
                key.name(),
                key.scopes().stream().map(Scope::name).toList(),
                key.tenants().stream().map(TenantId::toString).toList(),
                text(key.expiresAt()),
                key.createdAt().toString(),
                key.createdBy(),
                text(key.revokedAt()),
                key.updatedAt().toString());
    }

    SdkKey toKey(UUID id, long version) {
        var reach = new TreeSet<Scope>();
        scopes.forEach(scope -> reach.add(Scope.valueOf(scope)));
        var bound = new TreeSet<TenantId>();
        tenants.forEach(tenant -> bound.add(TenantId.parse(tenant)));
        return new SdkKey(
                id,
                name,
                reach,
                bound,
                time(expiresAt),
                Instant.parse(createdAt),
                createdBy,
                time(revokedAt),
                version,
                Instant.parse(updatedAt));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
