package io.centercontrol.storefront.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.Customer;
import io.centercontrol.storefront.Customers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresCustomers implements Customers {
    private final Pool pool;

    PostgresCustomers(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<@Nullable Credentials> find(TenantId tenant, String email) {
        return pool.preparedQuery("select id, password_hash from customer where tenant_id = $1 and email = $2")
                .execute(Tuple.of(tenant.value(), email))
                .map(rows -> {
                    for (var row : rows) {
                        return new Credentials(row.getUUID(0), row.getString(1));
                    }
                    return null;
                });
    }

    @Override
    public Uni<@Nullable String> email(Customer customer) {
        return pool.preparedQuery("select email from customer where tenant_id = $1 and id = $2")
                .execute(Tuple.of(customer.tenant().value(), customer.id()))
                .map(rows -> {
                    for (var row : rows) {
                        return row.getString(0);
                    }
                    return null;
                });
    }

    @Override
    public Uni<Credentials> signUp(TenantId tenant, String email, String passwordHash) {
        var fresh = new Credentials(UUID.randomUUID(), passwordHash);
        return pool.preparedQuery("""
                        insert into customer (tenant_id, id, email, password_hash)
                        values ($1, $2, $3, $4) on conflict (tenant_id, email) do nothing""")
                .execute(Tuple.of(tenant.value(), fresh.id(), email, passwordHash))
                .chain(() -> find(tenant, email))
                .map(found -> found == null ? fresh : found);
    }
}
