package io.centercontrol.usage.keys.store;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.keys.KeyStore;
import io.centercontrol.kit.keys.UsedKey;
import io.centercontrol.usage.keys.UsageKeys;
import io.centercontrol.usage.keys.model.UsageKey;
import io.centercontrol.usage.keys.model.UsageKeyRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Usage keys in PostgreSQL. */
@Singleton
class PostgresUsageKeys extends KeyStore<UsageKey, UsageKeyRow, UsageKeyDocument> implements UsageKeys {
    private static final String FILTER = "(cast(:revoked as boolean) is null or active <> :revoked)"
            + " and (cast(:tenant as text) is null or document ->> 'tenantId' = :tenant)";

    PostgresUsageKeys(AggregateTools tools) {
        super(
                tools,
                new Table<>(
                        "usage_key",
                        "usage-key",
                        UsageKeyRow.class,
                        UsageKeyRow::new,
                        UsageKeyDocument.class,
                        (id, version, document) -> document.toKey((UUID) id, version),
                        "document ->> 'tenantId' = :tenant"));
    }

    @Override
    protected RefusedException notFound(UUID id) {
        return UsageKeyRefusals.notFound(id);
    }

    @Override
    protected RefusedException tooMany(long most) {
        return UsageKeyRefusals.tooMany(most);
    }

    @Override
    public Uni<Page<UsedKey<UsageKey>>> find(
            @Nullable TenantId tenant, @Nullable Boolean revoked, int limit, @Nullable String cursor) {
        return page(
                FILTER,
                query -> query.setParameter("revoked", revoked)
                        .setParameter("tenant", tenant == null ? null : tenant.toString()),
                limit,
                cursor);
    }
}
