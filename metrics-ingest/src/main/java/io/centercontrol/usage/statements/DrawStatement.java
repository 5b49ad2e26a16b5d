package io.centercontrol.usage.statements;

import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.statements.model.Content;
import io.centercontrol.usage.statements.model.Entitled;
import io.centercontrol.usage.statements.model.Figure;
import io.centercontrol.usage.statements.model.Head;
import io.centercontrol.usage.statements.model.Late;
import io.centercontrol.usage.statements.model.Measured;
import io.centercontrol.usage.statements.model.PlanVersion;
import io.centercontrol.usage.statements.model.Statement;
import io.centercontrol.usage.statements.model.Tally;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says, of what was heard and counted: the same for who closes it, looks at it before, and counts it anew. It has
 * what had come when there was one statement less, whatever came since.
 */
@ApplicationScoped
class DrawStatement {
    private final Books books;
    private final Meters meters;

    DrawStatement(Books books, Meters meters) {
        this.books = books;
        this.meters = meters;
    }

    /**
     * Draws it.
     *
     * @param closed the same as it was closed, which says what its meters were; null when it is not closed yet
     */
    Uni<Content> of(Head head, @Nullable Statement closed) {
        return meters.all()
                .map(all -> all.stream().collect(Collectors.toUnmodifiableMap(one -> one.key(), Measured::of)))
                .chain(now -> books.standings(head.tenant(), head.start(), head.end())
                        .chain(standings -> books.entitled(head.tenant(), head.start(), head.end())
                                .chain(entitled -> books.prices(plans(entitled), head.closedAt())
                                        .chain(prices -> figures(
                                                        head,
                                                        head.number() - 1,
                                                        closed == null ? now : Tally.asSaid(now, closed))
                                                .chain(figures -> late(head, closed, now)
                                                        .map(late -> Content.of(
                                                                head, standings, entitled, prices, figures, late)))))));
    }

    private static Set<PlanVersion> plans(List<Entitled> entitled) {
        var plans = new HashSet<PlanVersion>();
        for (var one : entitled) {
            plans.add(one.plan());
            one.addOns().forEach(addOn -> plans.add(new PlanVersion(addOn.key(), addOn.version())));
        }
        return plans;
    }

    /** The first one has what happened before its period too, and the last one what happened after it: nothing is left out. */
    private Uni<List<Figure>> figures(Head head, long statements, Map<String, Measured> measured) {
        return books.tally(
                        head.tenant(),
                        head.number() == 1 ? null : head.start(),
                        head.last() ? null : head.end(),
                        statements)
                .map(tally -> tally.figures(measured));
    }

    private Uni<List<Late>> late(Head head, @Nullable Statement closed, Map<String, Measured> now) {
        var statements = head.number() - 1;
        if (statements == 0) {
            return Uni.createFrom().item(List.of());
        }
        return books.late(head.tenant(), statements)
                .chain(numbers -> Multi.createFrom()
                        .iterable(numbers)
                        .onItem()
                        .transformToUniAndConcatenate(number -> late(head, number, closed, now))
                        .collect()
                        .asList());
    }

    private Uni<Late> late(Head head, long number, @Nullable Statement closed, Map<String, Measured> now) {
        return books.statement(head.tenant(), number).chain(found -> {
            var of = found.orElse(null);
            if (of == null) {
                throw new IllegalStateException("statement " + number + " of " + head.tenant() + " is lost");
            }
            var said = Tally.asSaid(now, of);
            var measured = closed == null ? said : Tally.asAdjusted(said, of, closed);
            return figures(of.head(), head.number() - 2, measured)
                    .chain(before ->
                            figures(of.head(), head.number() - 1, measured).map(after -> new Late(of, before, after)));
        });
    }
}
