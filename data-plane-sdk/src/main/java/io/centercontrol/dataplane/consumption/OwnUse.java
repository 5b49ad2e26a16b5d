package io.centercontrol.dataplane.consumption;

import io.centercontrol.dataplane.Grant;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this instance has counted and recorded of tenants' use in this run, as long as the platform's figures may lack it. Only of
 * meters that are called as a feature that somebody is granted. Safe for any number of threads; adding on allocates nothing. Bounded:
 * of more than {@value #MOST_METERS} meters, or {@value #MOST_TENANTS} tenants of one, nothing is kept.
 */
public final class OwnUse implements OwnFigures {
    static final int MOST_METERS = 100;
    static final int MOST_TENANTS = 200_000;
    private static final long TIDY = 60_000;

    private final Predicate<String> isFeature;
    private final Map<String, Map<TenantId, RunningTotal>> meters = new ConcurrentHashMap<>();
    private volatile LocalDate today;
    private long tidyAt;

    /** @param isFeature whether a key is that of a feature that somebody is granted */
    public OwnUse(Predicate<String> isFeature, long nowMillis) {
        this.isFeature = isFeature;
        today = day(nowMillis);
        tidyAt = nowMillis + TIDY;
    }

    /** So much more is used, now. */
    public void add(TenantId tenant, String meter, long amount) {
        var total = total(tenant, meter);
        if (total != null) {
            total.add(amount);
        }
    }

    /** The brokers have so much of what was added. */
    public void sent(TenantId tenant, String meter, long amount, long nowMillis) {
        var totals = meters.get(meter);
        var total = totals == null ? null : totals.get(tenant);
        if (total != null) {
            total.sent(amount, nowMillis);
        }
    }

    /** Something is used that is known of only now that the brokers have it. */
    public void foundSent(TenantId tenant, String meter, long amount, Instant happenedAt, long nowMillis) {
        var total = total(tenant, meter);
        if (total == null) {
            return;
        }
        var day = LocalDate.ofInstant(happenedAt, ZoneOffset.UTC);
        var now = today;
        if (day.isBefore(now)) {
            total.addEarlier(amount, day.isBefore(now.withDayOfMonth(1)));
        } else {
            total.add(amount);
        }
        total.sent(amount, nowMillis);
    }

    /** Whether anything is kept of a meter. */
    public boolean keeps(String meter) {
        return isFeature.test(meter);
    }

    /** What was used within the last second of a period may count into the next one: as {@link #look} finds it. */
    @Override
    public long of(TenantId tenant, String meter, Grant.Period period, long toldMillis, long nowMillis) {
        var totals = meters.get(meter);
        var total = totals == null ? null : totals.get(tenant);
        return total == null ? 0 : total.missing(period, toldMillis, nowMillis);
    }

    /** Sees whether a day is over, and lets go of what counts no more. To be called about once a second, by one thread. */
    public void look(long nowMillis) {
        var day = day(nowMillis);
        if (day.isAfter(today)) {
            var isMonth = !day.withDayOfMonth(1).equals(today.withDayOfMonth(1));
            meters.values().forEach(totals -> totals.values().forEach(total -> total.begin(isMonth)));
            today = day;
        }
        if (nowMillis >= tidyAt) {
            tidyAt = nowMillis + TIDY;
            meters.values()
                    .forEach(totals -> totals.forEach((tenant, total) -> tidy(totals, tenant, total, nowMillis)));
        }
    }

    /** Who adds to it between the two looks loses nothing; who is about to and comes after them counts nowhere but at the platform. */
    private static void tidy(Map<TenantId, RunningTotal> totals, TenantId tenant, RunningTotal total, long nowMillis) {
        if (total.isOver(nowMillis) && totals.remove(tenant, total) && !total.isOver(nowMillis)) {
            totals.putIfAbsent(tenant, total);
        }
    }

    private @Nullable RunningTotal total(TenantId tenant, String meter) {
        var totals = meters.get(meter);
        if (totals == null) {
            if (!isFeature.test(meter) || meters.size() >= MOST_METERS) {
                return null;
            }
            totals = meters.computeIfAbsent(meter, key -> new ConcurrentHashMap<>());
        }
        var total = totals.get(tenant);
        if (total != null || totals.size() >= MOST_TENANTS) {
            return total;
        }
        return totals.computeIfAbsent(tenant, key -> new RunningTotal());
    }

    private static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
