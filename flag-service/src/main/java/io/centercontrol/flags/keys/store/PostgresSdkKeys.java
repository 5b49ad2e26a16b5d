package io.centercontrol.flags.keys.store;

import io.centercontrol.flags.keys.SdkKeyFilter;
import io.centercontrol.flags.keys.SdkKeys;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.flags.keys.model.SdkKeyRefusals;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.keys.KeyStore;
import io.centercontrol.kit.keys.UsedKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SDK keys in PostgreSQL. */
@Singleton
class PostgresSdkKeys extends KeyStore<SdkKey, SdkKeyRow, SdkKeyDocument> implements SdkKeys {
    private static final String FILTER = "(cast(:revoked as boolean) is null or active <> :revoked)"
            + " and (cast(:scope as text) is null or document -> 'scopes' @> to_jsonb(cast(:scope as text)))"
            + " and (cast(:tenant as text) is null or document -> 'tenants' @> to_jsonb(cast(:tenant as text)))";

    PostgresSdkKeys(AggregateTools tools) {
        super(
                tools,
                new Table<>(
                        "sdk_key",
                        "sdk-key",
                        SdkKeyRow.class,
                        SdkKeyRow::new,
                        SdkKeyDocument.class,
                        (id, version, document) -> document.toKey((UUID) id, version),
                        "jsonb_exists(document -> 'tenants', :tenant)"));
    }

    @Override
    protected RefusedException notFound(UUID id) {
        return SdkKeyRefusals.notFound(id);
    }

    @Override
    protected RefusedException tooMany(long most) {
        return SdkKeyRefusals.tooMany(most);
    }

    @Override
    public Uni<Page<UsedKey<SdkKey>>> find(SdkKeyFilter filter, int limit, @Nullable String cursor) {
        var scope = filter.scope();
        var tenant = filter.tenant();
        return page(
                FILTER,
                query -> query.setParameter("revoked", filter.revoked())
                        .setParameter("scope", scope == null ? null : scope.name())
                        .setParameter("tenant", tenant == null ? null : tenant.toString()),
                limit,
                cursor);
    }
}
