package io.centercontrol.flags.keys.model;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.ProgramKey;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential of a program, without its secret. It never changes but for its end: another purpose is another key.
 *
 * @param name for people: which program has it
 * @param tenants those that may be asked for; empty when all may
 * @param expiresAt it is refused from then on; null when it has no end
 * @param revokedAt when it was revoked; null when it was not
 * @param version rises by one with each change, from 1
 */
public record SdkKey(
        UUID id,
        String name,
        SortedSet<Scope> scopes,
        SortedSet<TenantId> tenants,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Actor createdBy,
        @Nullable Instant revokedAt,
        long version,
        Instant updatedAt)
        implements ProgramKey {
    public SdkKey {
        scopes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
        tenants = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
    }

    @Override
    public String inWords() {
        return "The SDK key " + id;
    }

    /** A new one. */
    public static Change<SdkKey> issue(
            UUID id,
            String name,
            Set<Scope> scopes,
            Set<TenantId> tenants,
            @Nullable Instant expiresAt,
            Actor creator,
            Instant now) {
        SdkKeyRules.check(name, scopes, tenants, expiresAt, now);
        var key = new SdkKey(
                id, name, new TreeSet<>(scopes), new TreeSet<>(tenants), expiresAt, now, creator, null, 1, now);
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange("/name", null, name));
        fields.add(new FieldChange(
                "/scopes", null, key.scopes().stream().map(Scope::name).toList()));
        if (!tenants.isEmpty()) {
            fields.add(new FieldChange("/tenants", null, texts(key.tenants())));
        }
        if (expiresAt != null) {
            fields.add(new FieldChange("/expiresAt", null, expiresAt.toString()));
        }
        return new Change<>(key, "sdk-key.issued", fields);
    }

    /** It opens nothing any more; null when it was revoked before. */
    public @Nullable Change<SdkKey> revoke(Instant now) {
        return revokedAt != null
                ? null
                : new Change<>(
                        new SdkKey(id, name, scopes, tenants, expiresAt, createdAt, createdBy, now, version + 1, now),
                        "sdk-key.revoked",
                        List.of(new FieldChange("/revokedAt", null, now.toString())));
    }

    /**
     * It is good for a tenant no more; null when it was not. One that was for nobody else ends: without a tenant it would be good
     * for all.
     */
    public @Nullable Change<SdkKey> forget(TenantId tenant, Instant now) {
        if (revokedAt != null || !tenants.contains(tenant)) {
            return null;
        }
        if (tenants.size() == 1) {
            return revoke(now);
        }
        var others = new TreeSet<>(tenants);
        others.remove(tenant);
        return new Change<>(
                new SdkKey(id, name, scopes, others, expiresAt, createdAt, createdBy, null, version + 1, now),
                "sdk-key.tenant-forgotten",
                List.of(new FieldChange("/tenants", texts(tenants), texts(others))));
    }

    private static List<String> texts(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::toString).toList();
    }
}
