package io.centercontrol.dataplane.testing;

import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.consumption.FeatureUse;
import io.centercontrol.dataplane.consumption.OwnFigures;
import io.centercontrol.dataplane.consumption.TenantConsumption;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a test says that tenants have used, and what was recorded after it said so. */
final class ToldUse implements OwnFigures {
    private final RecordedUsage usage;
    private final Map<TenantId, TenantConsumption> told = new ConcurrentHashMap<>();
    private final Map<Of, Long> contained = new ConcurrentHashMap<>();

    private record Of(TenantId tenant, String feature) {}

    ToldUse(RecordedUsage usage) {
        this.usage = usage;
    }

    void tell(TenantId id, @Nullable Grant grant, long used) {
        var now = Instant.now();
        var use = switch (grant) {
            case Grant.Limit limit -> FeatureUse.ofLimit(limit.feature(), used);
            case Grant.Meter meter -> new FeatureUse(meter.feature(), meter.period(), end(meter.period(), now), used);
            case Grant.Switch on -> throw new IllegalArgumentException(on.feature() + " is a switch");
            case null -> throw new IllegalArgumentException("nothing is granted: entitle the tenant first");
        };
        contained.put(new Of(id, use.feature()), usage.used(id, use.feature()));
        told.merge(id, new TenantConsumption(now, List.of(use)), ToldUse::with);
    }

    private static long end(Grant.Period period, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var end = period == Grant.Period.DAY
                ? today.plusDays(1)
                : today.withDayOfMonth(1).plusMonths(1);
        return end.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static TenantConsumption with(TenantConsumption before, TenantConsumption news) {
        var uses = new ArrayList<>(before.uses());
        uses.removeIf(use -> use.feature().equals(news.uses().getFirst().feature()));
        uses.addAll(news.uses());
        return new TenantConsumption(news.asOf(), uses);
    }

    void remove(TenantId id) {
        told.remove(id);
        contained.keySet().removeIf(of -> of.tenant().equals(id));
    }

    @Nullable
    TenantConsumption find(TenantId id) {
        return told.get(id);
    }

    int size() {
        return told.size();
    }

    @Override
    public long of(TenantId tenant, String meter, Grant.Period period, long toldMillis, long nowMillis) {
        return usage.used(tenant, meter) - contained.getOrDefault(new Of(tenant, meter), 0L);
    }
}
