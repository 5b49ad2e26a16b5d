package io.centercontrol.audit.trail.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.Entry;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.Found;
import io.centercontrol.audit.trail.Streams;
import io.centercontrol.audit.trail.leaf.SealedEntry;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.audit.trail.model.TrailRefusals;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Entries in PostgreSQL: what is open in one table, what is personal in another. */
@Singleton
class PostgresEntries implements Entries {
    private static final String KNOWN = """
            select cast(to_jsonb(r) as text) from (
              select e.topic, e.key, e.version
              from jsonb_to_recordset(cast(cast(:heard as text) as jsonb)) as h(topic text, key text, version bigint)
              join entry e on e.topic = h.topic and e.key = h.key and e.version = h.version) r
            """;

    private static final String ENTRIES = """
            insert into entry (index, event_id, topic, key, version, happened_at, recorded_at, action, category, outcome,
              service, tenant_id, correlation_id, causation_id, trace_id, count)
            select r.index, r.event_id, r.topic, r.key, r.version, r.happened_at, :recorded, r.action, r.category, r.outcome,
              r.service, r.tenant_id, r.correlation_id, r.causation_id, r.trace_id, r.count
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(index bigint, event_id uuid, topic text, key text,
              version bigint, happened_at timestamptz, action text, category text, outcome text, service text, tenant_id uuid,
              correlation_id text, causation_id text, trace_id text, count bigint)
            """;

    private static final String TARGETS = """
            insert into entry_target (id, type, index)
            select t.id, t.type, r.index
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(index bigint, targets jsonb)
            cross join lateral jsonb_to_recordset(r.targets) as t(type text, id text)
            on conflict do nothing
            """;

    /** Of a tenant that is erased only who did it is kept. */
    private static final String PARTS = """
            insert into sealed_part (category, recorded_at, index, tenant_id, actor, parts, words)
            select r.category, :recorded, r.index, r.tenant_id, r.actor,
              case when x.tenant_id is null then r.parts
                else jsonb_strip_nulls(jsonb_build_object('actor', r.parts -> 'actor')) end,
              case when x.tenant_id is null then to_tsvector('simple', r.words) else to_tsvector('simple', coalesce(r.actor, '')) end
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(index bigint, category text, tenant_id uuid,
              actor text, parts jsonb, words text)
            left join erased_tenant x on x.tenant_id = r.tenant_id
            """;

    private static final String DAYS = """
            insert into topic_day as d (topic, day, entries)
            select r.topic, cast(timezone('UTC', :recorded) as date), count(*)
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(topic text) group by r.topic
            on conflict (topic, day) do update set entries = d.entries + excluded.entries
            """;

    private static final String ENTRY = """
            select cast(to_jsonb(r) as text) from (
              select e.*, (select coalesce(jsonb_agg(jsonb_build_object('type', t.type, 'id', t.id)), '[]') from entry_target t
                where t.index = e.index) as targets, s.parts,
                case when not coalesce(s.spared, false) then x.erased_at end as erased_at,
                case when not coalesce(s.spared, false) then x.certificate end as certificate, g.purged_at, g.purge""";

    private static final String FROM =
            " from entry e left join sealed_part s on s.category = e.category and s.recorded_at = e.recorded_at"
                    + " and s.index = e.index";

    /** Why parts are not there. */
    private static final String GONE = " left join erased_tenant x on x.tenant_id = e.tenant_id"
            + " left join lateral (select r.purge, r.purged_at from purged_run r where s.index is null and r.entries @> e.index"
            + " and r.category = e.category order by r.purged_at limit 1) g on true";

    private static final String WHOLES = """
            with about as (select distinct e.topic, e.key%s%s)
            select cast(to_jsonb(r) as text) from (
              select s.topic, count(*) as aggregates, sum(s.highest) as expected, sum(s.highest) - coalesce(sum(g.missing), 0)
                as entries
              from about a join stream s on s.topic = a.topic and s.key = a.key
              left join lateral (select sum(left_over) as missing from gap where topic = s.topic and key = s.key
                and healed_at is null) g on true
              group by s.topic) r order by r.topic
            """;

    private static final List<String> FACETS = List.of("action", "category", "outcome", "service", "topic");
    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_LOOKED_AT = 50_000;

    /** Of a question that would read everything. */
    private static final String TIMEOUT = "set local statement_timeout = 5000";

    private final Transactions transactions;
    private final Months months;

    PostgresEntries(Transactions transactions, Months months) {
        this.transactions = transactions;
        this.months = months;
    }

    /** What an aggregate's version is called by. */
    private record Name(String topic, String key, long version) {
        static Name of(Happening happening) {
            return new Name(happening.topic(), happening.key(), happening.version());
        }
    }

    @Override
    public Uni<List<Happening>> unknown(List<Happening> heard) {
        return transactions.run(session -> OneColumn.select(session, KNOWN, String.class)
                .setParameter(
                        "heard", Rows.writeExactly(heard.stream().map(Name::of).toList()))
                .getResultList()
                .map(rows -> {
                    var seen = new HashSet<Name>();
                    rows.forEach(row -> seen.add(Rows.read(row, Name.class)));
                    return heard.stream()
                            .filter(happening -> seen.add(Name.of(happening)))
                            .toList();
                }));
    }

    @Override
    public Uni<Void> insert(long first, List<SealedEntry> entries, Instant recorded) {
        var rows = Rows.writeExactly(IntStream.range(0, entries.size())
                .mapToObj(i -> EntryRow.of(first + i, entries.get(i)))
                .toList());
        return transactions.run(session -> months.ensure(session, recorded)
                .chain(() -> insert(session, ENTRIES, rows, recorded))
                .chain(() -> insert(session, TARGETS, rows, null))
                .chain(() -> insert(session, PARTS, rows, recorded))
                .chain(() -> insert(session, DAYS, rows, recorded))
                .replaceWithVoid());
    }

    private static Uni<Integer> insert(Mutiny.Session session, String sql, String rows, @Nullable Instant recorded) {
        var query = session.createNativeQuery(sql).setParameter("rows", rows);
        return (recorded == null ? query : query.setParameter("recorded", recorded.atOffset(ZoneOffset.UTC)))
                .executeUpdate();
    }

    @Override
    public Uni<Found> find(EntryFilter filter, Sight sight, boolean oldestFirst, int limit, @Nullable String cursor) {
        var from = Place.read(cursor);
        // Backwards the page before is read from its end.
        var ascending = oldestFirst != (from != null && from.isBackwards());
        var all = Search.of(filter, sight);
        var part = Search.of(filter, sight)
                .add(ascending ? "e.index > :place" : "e.index < :place", "place", from == null ? null : from.index());
        var counting = "select count(*) from (select 1" + FROM + all.where() + " limit " + (MOST_COUNTED + 1) + ") c";
        var order = " order by e.index " + (ascending ? "asc" : "desc");
        return asked(session -> all.bind(OneColumn.select(session, counting, Long.class))
                .getSingleResult()
                .chain(total -> part.bind(OneColumn.select(
                                session,
                                ENTRY + FROM + GONE + part.where() + order + " limit " + (limit + 1) + ") r"
                                        + order.replace("e.index", "r.index"),
                                String.class))
                        .getResultList()
                        .map(rows -> page(rows, from, limit, total))));
    }

    private static Found page(List<String> rows, @Nullable Place from, int limit, long total) {
        var backwards = from != null && from.isBackwards();
        var more = rows.size() > limit;
        var read = rows.stream()
                .limit(limit)
                .map(row -> Rows.read(row, Entry.class))
                .toList();
        var items = backwards ? read.reversed() : read;
        var hasNext = backwards || more;
        var hasPrevious = backwards ? more : from != null;
        return new Found(
                items,
                hasNext && !items.isEmpty() ? Place.after(items.getLast().index()) : null,
                hasPrevious && !items.isEmpty() ? Place.before(items.getFirst().index()) : null,
                Math.min(total, MOST_COUNTED),
                total <= MOST_COUNTED);
    }

    @Override
    public Uni<Entry> get(UUID event, Sight sight) {
        var conditions = Search.of(EntryFilter.ALL, sight).add("e.event_id = :event", "event", event);
        return asked(session -> conditions
                        .bind(OneColumn.select(
                                session,
                                ENTRY + FROM + GONE + conditions.where() + " order by e.index limit 1) r",
                                String.class))
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> TrailRefusals.noEntry(event.toString()))
                .map(row -> Rows.read(row, Entry.class));
    }

    @Override
    public Uni<Facets> facets(EntryFilter filter, Sight sight) {
        var conditions = Search.of(filter, sight);
        var sql = new StringBuilder("with f as (select e.action, e.category, e.outcome, e.service, e.topic, s.actor")
                .append(FROM)
                .append(conditions.where())
                .append(" order by e.index desc limit ")
                .append(MOST_LOOKED_AT)
                .append(") select cast(jsonb_build_object('counted', (select count(*) from f)");
        FACETS.forEach(facet -> sql.append(
                ", '%1$s', (select jsonb_object_agg(%1$s, n) from (select %1$s, count(*) as n from f group by %1$s) g)"
                        .formatted(facet)));
        sql.append(
                ", 'actor', (select jsonb_object_agg(actor, n) from (select actor, count(*) as n from f where actor is not null"
                        + " group by actor order by n desc limit 20) g)) as text)");
        return asked(session -> conditions
                        .bind(OneColumn.select(session, sql.toString(), String.class))
                        .getSingleResult())
                .map(PostgresEntries::counts);
    }

    private static Facets counts(String row) {
        try {
            var read = Rows.mapper().readTree(row);
            var of = new LinkedHashMap<String, Map<String, Long>>();
            Function<String, Map<String, Long>> values = name -> {
                var counts = new HashMap<String, Long>();
                read.path(name)
                        .properties()
                        .forEach(one -> counts.put(one.getKey(), one.getValue().asLong()));
                return counts;
            };
            FACETS.forEach(facet -> of.put(facet, values.apply(facet)));
            of.put("actor", values.apply("actor"));
            var counted = read.path("counted").asLong();
            return new Facets(of, counted, counted < MOST_LOOKED_AT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what PostgreSQL builds is JSON", e);
        }
    }

    @Override
    public Uni<Long> count(EntryFilter filter, Sight sight, long most) {
        var conditions = Search.of(filter, sight);
        return asked(session -> conditions
                .bind(OneColumn.select(
                        session,
                        "select count(*) from (select 1" + FROM + conditions.where() + " limit " + most + ") c",
                        Long.class))
                .getSingleResult());
    }

    @Override
    public Uni<List<Entry>> part(EntryFilter filter, Sight sight, long after, long below, int limit) {
        var conditions = Search.of(filter, sight)
                .add("e.index > :after", "after", after)
                .add("e.index < :below", "below", below);
        return asked(session -> conditions
                .bind(OneColumn.select(
                        session,
                        ENTRY + FROM + GONE + conditions.where() + " order by e.index limit " + limit
                                + ") r order by r.index",
                        String.class))
                .getResultList()
                .map(rows ->
                        rows.stream().map(row -> Rows.read(row, Entry.class)).toList()));
    }

    @Override
    public Uni<List<Streams.Whole>> wholes(EntryFilter filter, Sight sight, long below) {
        var conditions = Search.of(filter, sight).add("e.index < :below", "below", below);
        return asked(session -> conditions
                .bind(OneColumn.select(session, WHOLES.formatted(FROM, conditions.where()), String.class))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, Streams.Whole.class))
                        .toList()));
    }

    /** A question that ends after a while, whatever it asks. */
    private <T> Uni<T> asked(Function<Mutiny.Session, Uni<T>> question) {
        return transactions
                .run(session ->
                        session.createNativeQuery(TIMEOUT).executeUpdate().chain(() -> question.apply(session)))
                .onFailure(failure -> Failures.is(Failures.CANCELLED, failure))
                .transform(failure -> TrailRefusals.tooWide());
    }
}
