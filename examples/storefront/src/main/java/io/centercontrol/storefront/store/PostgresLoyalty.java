package io.centercontrol.storefront.store;

import io.centercontrol.storefront.Customer;
import io.centercontrol.storefront.Loyalty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;

@Singleton
final class PostgresLoyalty implements Loyalty {
    private final Pool pool;

    PostgresLoyalty(Pool pool) {
        this.pool = pool;
    }

    /** One statement, so that the sum and the entries are of one moment. */
    @Override
    public Uni<Account> of(Customer customer, int entries) {
        return pool.preparedQuery("""
                        select order_id, points, collected_at, sum(points) over ()::bigint from loyalty_entry
                        where tenant_id = $1 and customer_id = $2
                        order by collected_at desc, order_id limit $3""")
                .execute(Tuple.of(customer.tenant().value(), customer.id(), entries))
                .map(rows -> {
                    var sum = 0L;
                    var newest = new ArrayList<Entry>();
                    for (var row : rows) {
                        sum = row.getLong(3);
                        newest.add(new Entry(
                                row.getUUID(0),
                                row.getLong(1),
                                row.getOffsetDateTime(2).toInstant()));
                    }
                    return new Account(sum, newest);
                });
    }
}
