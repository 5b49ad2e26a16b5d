package io.centercontrol.storefront.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.ShopRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The lock of a shop's row: what is counted under it stays so until the transaction ends. */
final class ShopLock {
    private ShopLock() {}

    /** Others who add something to the same shop wait here; customers who sign up or order do not. */
    static Uni<Void> take(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery("select 1 from shop where tenant_id = $1 for no key update")
                .execute(Tuple.of(tenant.value()))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new ShopRefusal.NotProvisioned().asException();
                    }
                })
                .replaceWithVoid();
    }
}
