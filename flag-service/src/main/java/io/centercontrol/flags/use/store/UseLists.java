package io.centercontrol.flags.use.store;

import io.centercontrol.flags.use.Reader;
import io.centercontrol.flags.use.Standing;
import io.centercontrol.flags.use.UnknownKey;
import io.centercontrol.flags.use.UseFilter;
import io.centercontrol.flags.use.UseOfFlag;
import io.centercontrol.flags.use.model.Outcome;
import io.centercontrol.flags.use.model.Source;
import io.centercontrol.flags.use.model.UseState;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is counted, laid together to be read. */
final class UseLists {
    private static final String OF = """
            from (select service, source, outcome, variant, cast(sum(count) as bigint) as count,
                min(first_at) as first_seen_at, max(last_at) as last_seen_at
              from flag_use where flag = :flag
                and since >= coalesce(cast(cast(:from as text) as timestamptz), '-infinity')
                and since < coalesce(cast(cast(:to as text) as timestamptz), 'infinity')
                and service = coalesce(cast(:service as text), service)
              group by service, source, outcome, variant) r
            """;

    private static final String UNKNOWN = """
            from (select u.flag as key, bool_or(f.id is not null) as archived, cast(sum(u.count) as bigint) as count,
                (select jsonb_agg(s.service) from (select distinct x.service from flag_use x where x.flag = u.flag
                  and x.outcome = 'NO_FLAG' order by x.service limit 50) s) as services,
                min(u.first_at) as first_seen_at, max(u.last_at) as last_seen_at
              from flag_use u left join flag f on f.id = u.flag
              where u.outcome = 'NO_FLAG' and (f.id is null or f.archived)
                and u.service = coalesce(cast(:service as text), u.service)
              group by u.flag) r
            """;

    private static final String READERS = """
            from (select name, road, chosen as selector, cast(sum(count) as bigint) as count, min(first_at) as first_at,
                max(last_at) as last_at from flag_handed_over group by name, road, chosen) r
            """;

    private static final String STANDING = """
            select cast(jsonb_build_object('key', f.id, 'state', flag_use_state(f.id, p.since),
              'last_seen_at', (select max(s.last_at) from flag_seen s where s.flag = f.id),
              'asked', (select coalesce(cast(sum(u.count) as bigint), 0) from flag_use u
                where u.flag = f.id and u.since >= p.since),
              'stale', not f.archived and flag_stale_by_use(f.id, f.kind,
                cast(f.document ->> 'createdAt' as timestamptz), p.since)) as text)
            from flag f cross join (select cast(cast(:since as text) as timestamptz) as since) p
            where f.id in (select jsonb_array_elements_text(cast(cast(:keys as text) as jsonb)))
            """;

    private UseLists() {}

    /** The row of a flag's use. */
    private record UseRow(
            String service,
            Source source,
            Outcome outcome,
            String variant,
            long count,
            Instant firstSeenAt,
            Instant lastSeenAt) {
        UseOfFlag toUse() {
            return new UseOfFlag(
                    service, source, outcome, variant.isEmpty() ? null : variant, count, firstSeenAt, lastSeenAt);
        }

        List<String> cursor() {
            return List.of(service, source.name(), outcome.name(), variant);
        }
    }

    /** The row of a flag's standing. */
    private record StandingRow(
            String key, UseState state, @Nullable Instant lastSeenAt, long asked, boolean stale) {
        Standing toStanding() {
            return new Standing(state, lastSeenAt, asked, stale);
        }
    }

    static Uni<Page<UseOfFlag>> of(Mutiny.Session session, UseFilter filter, int limit, @Nullable String cursor) {
        var list = new Sorted<>(OF, List.of("service", "source", "outcome", "variant"), UseRow.class, UseRow::cursor)
                .with("flag", filter.flag())
                .with("from", text(filter.from()))
                .with("to", text(filter.to()))
                .with("service", filter.service());
        return OneColumn.select(session, "select count(*) from flag where id = :flag", Long.class)
                .setParameter("flag", filter.flag())
                .getSingleResult()
                .invoke(found -> {
                    if (found == 0) {
                        throw new Refusal.NotFound("FLAG_NOT_FOUND", "There is no flag " + filter.flag() + ".")
                                .asException();
                    }
                })
                .chain(() -> list.page(session, limit, cursor))
                .map(page -> page.map(UseRow::toUse));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static Uni<Page<UnknownKey>> unknown(
            Mutiny.Session session, @Nullable String service, int limit, @Nullable String cursor) {
        return new Sorted<>(UNKNOWN, List.of("key"), UnknownKey.class, one -> List.of(one.key()))
                .with("service", service)
                .page(session, limit, cursor);
    }

    static Uni<Page<Reader>> readers(Mutiny.Session session, int limit, @Nullable String cursor) {
        return new Sorted<>(
                        READERS,
                        List.of("name", "road", "selector"),
                        Reader.class,
                        one -> List.of(one.name(), one.road().name(), one.selector()))
                .page(session, limit, cursor);
    }

    static Uni<Map<String, Standing>> standing(Mutiny.Session session, Collection<String> keys, Instant since) {
        return OneColumn.select(session, STANDING, String.class)
                .setParameter("since", since.toString())
                .setParameter("keys", Rows.write(keys))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, StandingRow.class))
                        .collect(Collectors.toMap(StandingRow::key, StandingRow::toStanding)));
    }
}
