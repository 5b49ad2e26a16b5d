package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Periods;
import io.centercontrol.audit.trail.Holds;
import io.centercontrol.audit.trail.Parts;
import io.centercontrol.audit.trail.Parts.Counts;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Someone asks what a purge would take. */
@ApplicationScoped
public class ShowDue {
    private final Parts parts;
    private final Holds holds;
    private final ShowPeriods showPeriods;
    private final Clock clock;

    ShowDue(Parts parts, Holds holds, ShowPeriods showPeriods, Clock clock) {
        this.parts = parts;
        this.holds = holds;
        this.showPeriods = showPeriods;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param category only of this one; null for all
     * @param until what is due by then; null for now
     */
    public record Command(
            @Nullable Category category,
            @Nullable Instant until,
            int limit,
            @Nullable String cursor) {}

    /**
     * A month of a category of which something is due.
     *
     * @param dueAt since when, or from when on
     * @param counts what would become of it
     */
    public record Item(PartsMonth month, Instant dueAt, Counts counts) {}

    /** The oldest months first. */
    public Uni<Page<Item>> run(Command command) {
        var until = command.until() == null ? clock.instant() : command.until();
        var from = Math.toIntExact(Math.clamp(Cursor.number(command.cursor(), 0), 0, Integer.MAX_VALUE));
        return showPeriods
                .run()
                .chain(periods -> parts.over().chain(over -> {
                    var due = over.stream()
                            .filter(month -> command.category() == null || month.category() == command.category())
                            .filter(month -> periods.due(month, until).isAnything())
                            .toList();
                    var end = Math.min(due.size(), from + command.limit());
                    return holds.open()
                            .chain(held -> Multi.createFrom()
                                    .iterable(due.subList(Math.min(from, due.size()), end))
                                    .onItem()
                                    .transformToUniAndConcatenate(
                                            month -> parts.count(month, periods.due(month, until), held)
                                                    .map(counts -> item(month, periods, counts)))
                                    .collect()
                                    .asList()
                                    .map(items -> new Page<>(
                                            items,
                                            end < due.size() ? Cursor.of(String.valueOf(end)) : null,
                                            due.size())));
                }));
    }

    private static Item item(PartsMonth month, Periods periods, Counts counts) {
        return new Item(month, periods.dueAt(month), counts);
    }
}
