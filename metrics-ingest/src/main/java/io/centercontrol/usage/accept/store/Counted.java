package io.centercontrol.usage.accept.store;

import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.usage.accept.model.Pieces;
import io.centercontrol.usage.accept.model.Rollup;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of which figures are put together: whole hours or days, and minutes for the rest. */
final class Counted {
    private static final String COLUMNS =
            " as at, m.tenant_id, m.currency, m.groups, m.events, m.total, m.highest, m.latest, m.latest_at from ";
    private static final String STRETCHES = "jsonb_to_recordset(cast(cast(:stretches as text) as jsonb))"
            + " as s(\"from\" timestamptz, \"to\" timestamptz)"
            + " join usage_minute m on m.minute >= s.\"from\" and m.minute < s.\"to\"";

    private final List<String> selects = new ArrayList<>();
    private final List<Conditions> bound = new ArrayList<>();

    /**
     * @param conditions about {@code m}: the meter and, if wished, the tenant
     */
    Counted(Pieces pieces, Conditions conditions) {
        whole(pieces, conditions);
        minutes(pieces, conditions);
    }

    private void whole(Pieces pieces, Conditions conditions) {
        if (pieces.whole().isEmpty()) {
            return;
        }
        var part = conditions.copy();
        if (pieces.rollup() == Rollup.DAY) {
            part.add("m.day >= :low", "low", day(pieces.whole().from()))
                    .add("m.day < :high", "high", day(pieces.whole().to()));
            add("(cast(m.day as timestamp) at time zone 'UTC')", "usage_day m", part);
        } else {
            part.add("m.hour >= :low", "low", pieces.whole().from().atOffset(ZoneOffset.UTC))
                    .add("m.hour < :high", "high", pieces.whole().to().atOffset(ZoneOffset.UTC))
                    .add(
                            "not m.hour = any(cast(string_to_array(:split, ',') as timestamptz[]))",
                            "split",
                            pieces.split().isEmpty()
                                    ? null
                                    : pieces.split().stream()
                                            .map(Instant::toString)
                                            .collect(Collectors.joining(",")));
            add("m.hour", "usage_hour m", part);
        }
    }

    private void minutes(Pieces pieces, Conditions conditions) {
        if (pieces.minutes().isEmpty()) {
            return;
        }
        // From the first to the last, so that no other months are looked at.
        var part = conditions
                .copy()
                .add(
                        "m.minute >= :from",
                        "from",
                        pieces.minutes().getFirst().from().atOffset(ZoneOffset.UTC))
                .add("m.minute < :to", "to", pieces.minutes().getLast().to().atOffset(ZoneOffset.UTC));
        if (pieces.minutes().size() == 1) {
            add("m.minute", "usage_minute m", part);
        } else {
            add("m.minute", STRETCHES, part.add("true", "stretches", Rows.write(pieces.minutes())));
        }
    }

    private void add(String at, String table, Conditions part) {
        selects.add("select " + at + COLUMNS + table + part.where());
        bound.add(part);
    }

    /** The query of the rows. */
    String text() {
        return String.join(" union all ", selects);
    }

    /** Gives a query with that text its parameters. */
    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        bound.forEach(part -> part.bind(query));
        return query;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
