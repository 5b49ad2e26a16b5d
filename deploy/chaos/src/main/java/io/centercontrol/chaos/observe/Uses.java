package io.centercontrol.chaos.observe;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What tenants' orders come to: in the shop's own database, and in the platform's figures. */
final class Uses {
    private static final String SHOP = "storefront";
    private static final String FIGURES = "metrics_ingest";
    private static final String ORDERS =
            "select tenant_id, count(*), sum(total_minor) from customer_order group by tenant_id";
    private static final String COUNTED = """
            select tenant_id, coalesce(sum(total) filter (where meter = 'orders'), 0),
              coalesce(sum(total) filter (where meter = 'gmv'), 0)
            from usage_minute where meter in ('orders', 'gmv') group by tenant_id
            """;

    private final Access access;

    Uses(Access access) {
        this.access = access;
    }

    private record Sum(long orders, long minor) {
        static final Sum NONE = new Sum(0, 0);
    }

    /** Of each tenant that has any in one of the two. */
    List<Entry.Counted> all() throws SQLException {
        // The figures first: whatever they have was in the shop before.
        var counted = sums(FIGURES, COUNTED);
        var placed = sums(SHOP, ORDERS);
        var tenants = new HashSet<>(counted.keySet());
        tenants.addAll(placed.keySet());
        var all = new ArrayList<Entry.Counted>();
        for (var tenant : tenants) {
            var there = placed.getOrDefault(tenant, Sum.NONE);
            var here = counted.getOrDefault(tenant, Sum.NONE);
            all.add(new Entry.Counted(
                    Subject.tenant(tenant), there.orders(), there.minor(), here.orders(), here.minor()));
        }
        return all;
    }

    private Map<UUID, Sum> sums(String database, String sql) throws SQLException {
        var sums = new HashMap<UUID, Sum>();
        try (var connection = access.database(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                sums.put(rows.getObject(1, UUID.class), new Sum(rows.getLong(2), rows.getLong(3)));
            }
        }
        return sums;
    }
}
