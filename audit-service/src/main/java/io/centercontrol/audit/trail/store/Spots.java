package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the entries lie that fit, and counts them. What is not personal is asked of one table. What is, lies in a partition for
 * each category and month, and these are looked through in windows of months until there is enough: months follow each other as
 * indexes do, since times in the log never go back.
 */
final class Spots {
    private static final String FOUND = """
            with f as (select %1$s.index, %1$s.category, %1$s.recorded_at from %2$s%3$s order by %1$s.index %4$s limit :most)
            select cast(jsonb_build_object('total', (select count(*) from f), 'first', (select coalesce(jsonb_agg(to_jsonb(g)
              order by g.index %4$s), '[]') from (select * from f order by index %4$s limit :first) g)) as text)
            """;

    private static final String MONTHS = "select to_char(m.month, 'YYYY-MM') from trail_month m";

    private final Mutiny.Session session;
    private final EntryFilter filter;
    private final Search search;
    private final Stretch stretch;
    private final boolean isAscending;

    /** @param filter the search's, which tells in which months it can find anything */
    Spots(Mutiny.Session session, EntryFilter filter, Search search, Stretch stretch, boolean isAscending) {
        this.session = session;
        this.filter = filter;
        this.search = search;
        this.stretch = stretch;
        this.isAscending = isAscending;
    }

    /**
     * @param first how many are told
     * @param most how many are counted, not less than that
     */
    Uni<Spotted> find(int first, long most) {
        return search.isOfParts()
                ? months().chain(months -> find(Window.over(months), first, most))
                : within(null, first, most);
    }

    private Uni<List<YearMonth>> months() {
        var from = filter.from();
        var to = filter.to();
        var conditions = stretch.limit(new Conditions(), "m.last_index", "m.first_index")
                .add("m.latest >= :from", "from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .add("m.earliest < :to", "to", to == null ? null : to.atOffset(ZoneOffset.UTC));
        return conditions
                .bind(OneColumn.select(
                        session, MONTHS + conditions.where() + " order by m.month " + order(), String.class))
                .getResultList()
                .map(months -> months.stream().map(YearMonth::parse).toList());
    }

    private Uni<Spotted> find(List<Window> windows, int first, long most) {
        if (windows.isEmpty() || most == 0) {
            return Uni.createFrom().item(Spotted.NOTHING);
        }
        return within(windows.getFirst(), first, most)
                .chain(found -> find(
                                windows.subList(1, windows.size()),
                                first - found.first().size(),
                                most - found.total())
                        .map(found::and));
    }

    private Uni<Spotted> within(@Nullable Window window, int first, long most) {
        var index = search.at() + ".index";
        var conditions = stretch.limit(search.conditions().copy(), index, index);
        if (window != null) {
            conditions
                    .add("s.recorded_at >= :since", "since", window.from())
                    .add("s.recorded_at < :until", "until", window.to());
        }
        var sql = FOUND.formatted(search.at(), search.from(), conditions.where(), order());
        return conditions
                .bind(OneColumn.select(session, sql, String.class))
                .setParameter("most", most)
                .setParameter("first", first)
                .getSingleResult()
                .map(row -> Rows.read(row, Spotted.class));
    }

    private String order() {
        return isAscending ? "asc" : "desc";
    }
}
