package io.centercontrol.audit.trail.store;

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
import java.util.HashSet;
import java.util.List;
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

    private static final String WHOLES = """
            with about as (select distinct e.topic, e.key from %s%s)
            select cast(to_jsonb(r) as text) from (
              select s.topic, count(*) as aggregates, sum(s.highest) as expected, sum(s.highest) - coalesce(sum(g.missing), 0)
                as entries
              from about a join stream s on s.topic = a.topic and s.key = a.key
              left join lateral (select sum(left_over) as missing from gap where topic = s.topic and key = s.key
                and healed_at is null) g on true
              group by s.topic) r order by r.topic
            """;

    private static final int MOST_COUNTED = 1_000;
    private static final int MOST_LOOKED_AT = 10_000;

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
        var rows = IntStream.range(0, entries.size())
                .mapToObj(i -> EntryRow.of(first + i, entries.get(i)))
                .toList();
        return transactions.run(
                session -> months.ensure(session, recorded).chain(() -> EntryWriter.write(session, rows, recorded)));
    }

    @Override
    public Uni<Found> find(EntryFilter filter, Sight sight, boolean oldestFirst, int limit, @Nullable String cursor) {
        var from = Place.read(cursor);
        // Backwards the page before is read from its end.
        var ascending = oldestFirst != (from != null && from.isBackwards());
        var search = Search.of(filter, sight);
        return asked(session -> {
            var all = new Spots(session, filter, search, Stretch.WHOLE, ascending);
            var spotted = from == null
                    ? all.find(limit + 1, MOST_COUNTED + 1)
                    : all.find(0, MOST_COUNTED + 1)
                            .chain(counted -> new Spots(session, filter, search, beside(from, ascending), ascending)
                                    .find(limit + 1, limit + 1)
                                    .map(page -> new Spotted(page.first(), counted.total())));
            return spotted.chain(found -> EntryReader.read(
                            session, found.first().stream().limit(limit).toList())
                    .map(read -> page(read, found.first().size() > limit, from, found.total())));
        });
    }

    private static Stretch beside(Place place, boolean ascending) {
        return ascending ? new Stretch(place.index(), null) : new Stretch(null, place.index());
    }

    private static Found page(List<Entry> read, boolean more, @Nullable Place from, long total) {
        var backwards = from != null && from.isBackwards();
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
        var all = Search.of(EntryFilter.ALL, sight);
        var one = new Search(
                all.from(), all.at(), false, all.conditions().copy().add("e.event_id = :event", "event", event));
        return asked(session -> new Spots(session, EntryFilter.ALL, one, Stretch.WHOLE, true)
                        .find(1, 1)
                        .chain(found -> EntryReader.read(session, found.first())))
                .map(found -> {
                    if (found.isEmpty()) {
                        throw TrailRefusals.noEntry(event.toString());
                    }
                    return found.getFirst();
                });
    }

    @Override
    public Uni<Facets> facets(EntryFilter filter, Sight sight) {
        return asked(session -> new Spots(session, filter, Search.of(filter, sight), Stretch.WHOLE, false)
                .find(MOST_LOOKED_AT, MOST_LOOKED_AT + 1)
                .chain(found -> FacetReader.read(session, found.first(), found.total() <= MOST_LOOKED_AT)));
    }

    @Override
    public Uni<Long> count(EntryFilter filter, Sight sight, long most) {
        return asked(session -> new Spots(session, filter, Search.of(filter, sight), Stretch.WHOLE, true)
                .find(0, most)
                .map(Spotted::total));
    }

    @Override
    public Uni<List<Entry>> part(EntryFilter filter, Sight sight, long after, long below, int limit) {
        return asked(session -> new Spots(session, filter, Search.of(filter, sight), new Stretch(after, below), true)
                .find(limit, limit)
                .chain(found -> EntryReader.read(session, found.first())));
    }

    @Override
    public Uni<List<Streams.Whole>> wholes(EntryFilter filter, Sight sight, long below) {
        var search = Search.ofEntries(filter, sight);
        var conditions = search.conditions().add(search.at() + ".index < :below", "below", below);
        return asked(session -> conditions
                .bind(OneColumn.select(session, WHOLES.formatted(search.from(), conditions.where()), String.class))
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
