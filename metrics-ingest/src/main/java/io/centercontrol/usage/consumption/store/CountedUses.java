package io.centercontrol.usage.consumption.store;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.usage.consumption.model.Counted;
import io.centercontrol.usage.consumption.model.Latest;
import io.centercontrol.usage.consumption.model.Period;
import io.centercontrol.usage.consumption.store.UseRows.LatestRow;
import io.centercontrol.usage.consumption.store.UseRows.UsedRow;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What was counted of tenants' use in the periods that there are now. */
@Singleton
class CountedUses {
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);

    private final Meters meters;

    CountedUses(Meters meters) {
        this.meters = meters;
    }

    /** Of some tenants. */
    record OfTenants(Map<UUID, Map<Counted, Long>> byTenant) {
        Map<Counted, Long> of(UUID tenant) {
            return byTenant.getOrDefault(tenant, Map.of());
        }
    }

    /** Reads what is committed. */
    Uni<OfTenants> of(Mutiny.Session session, Collection<UUID> tenants, Instant now) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().item(new OfTenants(Map.of()));
        }
        var ids = Rows.write(tenants);
        var all = new HashMap<UUID, Map<Counted, Long>>();
        return OneColumn.select(session, UseSql.USED, String.class)
                .setParameter("ids", ids)
                .setParameter("day", Period.DAY.start(now).toString())
                .setParameter("month", Period.MONTH.start(now).toString())
                .getResultList()
                .invoke(rows -> rows.stream()
                        .map(row -> Rows.read(row, UsedRow.class))
                        .forEach(row -> put(
                                all,
                                row.tenantId(),
                                new Counted(row.feature(), row.period()),
                                row.used().toBigInteger())))
                .chain(() -> OneColumn.select(session, UseSql.LATEST, String.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .chain(rows -> latest(
                        rows.stream()
                                .map(row -> Rows.read(row, LatestRow.class))
                                .toList(),
                        all))
                .replaceWith(new OfTenants(all));
    }

    /** The numbers of meters that tell of the feature still. */
    private Uni<Void> latest(List<LatestRow> rows, Map<UUID, Map<Counted, Long>> all) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return meters.of(rows.stream().map(LatestRow::meter).collect(Collectors.toSet()))
                .invoke(known -> {
                    var numbers = new HashMap<LimitKey, List<Latest>>();
                    for (var row : rows) {
                        if (isOf(known.get(row.meter()), row.feature())) {
                            numbers.computeIfAbsent(
                                            new LimitKey(row.tenantId(), row.feature()), key -> new ArrayList<>())
                                    .add(row.toModel());
                        }
                    }
                    numbers.forEach((key, some) ->
                            put(all, key.tenant(), new Counted(key.feature(), Period.NONE), Latest.sum(some)));
                })
                .replaceWithVoid();
    }

    private record LimitKey(UUID tenant, String feature) {}

    private static boolean isOf(@Nullable Meter meter, String feature) {
        return meter != null
                && !meter.archived()
                && feature.equals(meter.terms().feature());
    }

    private static void put(Map<UUID, Map<Counted, Long>> all, UUID tenant, Counted what, BigInteger used) {
        all.computeIfAbsent(tenant, key -> new HashMap<>())
                .put(what, used.min(HIGHEST).max(LOWEST).longValueExact());
    }
}
