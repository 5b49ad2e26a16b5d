package io.centercontrol.audit.trail.store;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which entries were found, and how they are asked for.
 *
 * @param first the first ones, in the order that was asked for
 * @param total how many there are, counted to a limit
 */
record Spotted(List<Spot> first, long total) {
    static final Spotted NOTHING = new Spotted(List.of(), 0);

    /** {@code entry e} with {@code sealed_part s}, of whose partitions none is looked into, or thought of, but those of the spots. */
    static final String TABLES = """
            entry e left join sealed_part s on s.category = e.category and s.recorded_at = e.recorded_at and s.index = e.index
                and s.category = any (string_to_array(:categories, ',')) and s.recorded_at >= :earliest
                and s.recorded_at <= :latest""";

    /** The entries at the spots. */
    static final String THERE = "e.index = any (cast(string_to_array(:indexes, ',') as bigint[]))";

    Spotted {
        first = List.copyOf(first);
    }

    /** With what was found behind it. */
    Spotted and(Spotted behind) {
        var all = new ArrayList<>(first);
        all.addAll(behind.first);
        return new Spotted(all, total + behind.total);
    }

    /**
     * Gives a question to those tables its parameters.
     *
     * @param spots at least one
     */
    static <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query, List<Spot> spots) {
        var times = spots.stream().map(Spot::recordedAt).sorted().toList();
        return query.setParameter(
                        "categories",
                        spots.stream().map(Spot::category).distinct().collect(Collectors.joining(",")))
                .setParameter("earliest", times.getFirst().atOffset(ZoneOffset.UTC))
                .setParameter("latest", times.getLast().atOffset(ZoneOffset.UTC))
                .setParameter(
                        "indexes",
                        spots.stream().map(spot -> Long.toString(spot.index())).collect(Collectors.joining(",")));
    }
}
