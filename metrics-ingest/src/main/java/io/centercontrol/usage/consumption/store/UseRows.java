package io.centercontrol.usage.consumption.store;

import io.centercontrol.usage.consumption.model.Latest;
import io.centercontrol.usage.consumption.model.Period;
import io.centercontrol.usage.consumption.model.Use;
import io.centercontrol.usage.meters.model.Aggregation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of what was used, as they go to and fro as JSON. */
final class UseRows {
    private static final List<Period> PERIODS = List.of(Period.DAY, Period.MONTH);

    private UseRows() {}

    /** A row of {@code consumption_used}. */
    record UsedRow(UUID tenantId, String feature, Period period, LocalDate starts, BigDecimal used) {}

    /** A row of {@code consumption_latest}. */
    record LatestRow(UUID tenantId, String feature, String meter, Map<String, String> groups, long number, Instant at) {
        Latest toModel() {
            return new Latest(meter, groups, number, at);
        }
    }

    /** What one batch adds. */
    record Added(List<UsedRow> sums, List<LatestRow> latest) {
        static Added of(Collection<Use> uses) {
            var sums = new HashMap<UsedKey, BigDecimal>();
            var latest = new HashMap<LatestKey, LatestRow>();
            for (var use : uses) {
                if (use.aggregation() == Aggregation.LATEST) {
                    var key = new LatestKey(use.tenant().value(), use.feature(), use.meter(), use.groups());
                    latest.merge(
                            key,
                            key.row(use.amount(), use.happenedAt()),
                            (one, other) -> other.at().isBefore(one.at()) ? one : other);
                } else {
                    for (var period : PERIODS) {
                        sums.merge(
                                new UsedKey(
                                        use.tenant().value(), use.feature(), period, period.start(use.happenedAt())),
                                BigDecimal.valueOf(use.amount()),
                                BigDecimal::add);
                    }
                }
            }
            return new Added(
                    sums.entrySet().stream()
                            .map(sum -> sum.getKey().row(sum.getValue()))
                            .toList(),
                    List.copyOf(latest.values()));
        }
    }

    private record UsedKey(UUID tenantId, String feature, Period period, LocalDate starts) {
        UsedRow row(BigDecimal used) {
            return new UsedRow(tenantId, feature, period, starts, used);
        }
    }

    private record LatestKey(UUID tenantId, String feature, String meter, Map<String, String> groups) {
        LatestRow row(long number, Instant at) {
            return new LatestRow(tenantId, feature, meter, groups, number, at);
        }
    }
}
