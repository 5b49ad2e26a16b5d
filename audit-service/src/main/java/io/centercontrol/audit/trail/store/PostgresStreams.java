package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.Streams;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.schemas.Contract;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How far each aggregate is known, and what was passed over. */
@Singleton
class PostgresStreams implements Streams {
    private static final String KNOWN = """
            select cast(to_jsonb(r) as text) from (
              select s.topic, s.key, s.highest
              from jsonb_to_recordset(cast(cast(:names as text) as jsonb)) as n(topic text, key text)
              join stream s on s.topic = n.topic and s.key = n.key) r
            """;

    private static final String MOVE = """
            insert into stream as s (topic, key, highest, moved_at, ended)
            select m.topic, m.key, m.highest, m.moved_at, m.ended
            from jsonb_to_recordset(cast(cast(:marks as text) as jsonb)) as m(topic text, key text, highest bigint,
              moved_at timestamptz, ended boolean)
            on conflict (topic, key) do update set highest = excluded.highest, moved_at = excluded.moved_at,
              ended = excluded.ended
            """;

    private static final String FIND = """
            insert into gap (id, topic, key, from_version, to_version, left_over, noticed_at, ask_at)
            select g.id, g.topic, g.key, g.from_version, g.to_version, g.missing, :now,
              case when g.topic = :untold then null else cast(:now as timestamptz) end
            from jsonb_to_recordset(cast(cast(:gaps as text) as jsonb)) as g(id uuid, topic text, key text, from_version bigint,
              to_version bigint, missing bigint)
            """;

    /** An entry comes once, and so each takes one off. What is left when some came is asked for soon. */
    private static final String HEAL = """
            with came as (select g.id, count(*) as n
              from jsonb_to_recordset(cast(cast(:late as text) as jsonb)) as l(topic text, key text, version bigint)
              join gap g on g.topic = l.topic and g.key = l.key and l.version between g.from_version and g.to_version
                and g.healed_at is null
              group by g.id),
            healed as (update gap g set left_over = g.left_over - came.n, asks = 0,
                ask_at = case when g.ask_at is not null then cast(:now as timestamptz) + interval '5 seconds' end,
                healed_at = case when g.left_over - came.n = 0 then cast(:now as timestamptz) end
              from came where came.id = g.id
              returning g.id, g.topic, g.key, g.from_version, g.to_version, g.left_over as missing, g.noticed_at, g.healed_at)
            select cast(to_jsonb(r) as text) from healed r where r.healed_at is not null
            """;

    /** The owner of what has ended has forgotten it. */
    private static final String GIVE_UP = """
            update gap g set ask_at = null
            from jsonb_to_recordset(cast(cast(:marks as text) as jsonb)) as m(topic text, key text, ended boolean)
            where m.ended and g.topic = m.topic and g.key = m.key and g.healed_at is null
            """;

    private static final String TAKE = """
            with due as (select id from gap where healed_at is null and ask_at <= :now order by ask_at limit :most
              for update skip locked),
            taken as (update gap g set asked_at = :now, asks = g.asks + 1,
                ask_at = cast(:now as timestamptz) + interval '1 minute' * least(power(2, least(g.asks, 11)), 1440)
              from due where due.id = g.id
              returning g.id, g.topic, g.key, g.from_version, g.to_version, g.left_over as missing, g.noticed_at, g.healed_at)
            select cast(to_jsonb(r) as text) from taken r
            """;

    private static final String TALLIES = """
            select cast(to_jsonb(r) as text) from (
              select s.topic, s.bucket as number, count(*) as count, bit_xor(s.fingerprint) as hash,
                max(s.highest) as highest_version, max(s.moved_at) as moved_at
              from jsonb_to_recordset(cast(cast(:buckets as text) as jsonb)) as b(topic text, number int)
              join stream s on s.topic = b.topic and s.bucket = b.number and not s.ended
              group by s.topic, s.bucket) r
            """;

    private static final String GAPS =
            "(select id, topic, key, from_version, to_version, left_over as missing, noticed_at, healed_at"
                    + " from gap) t";

    private static final String OF_DAYS = """
            select cast(to_jsonb(r) as text) from (
              select d.topic, d.day, d.entries, (select coalesce(sum(g.left_over), 0) from gap g where g.topic = d.topic
                and g.healed_at is null and cast(timezone('UTC', g.noticed_at) as date) = d.day) as missing
              from topic_day d where d.day between :from and :to) r order by r.day, r.topic
            """;

    private static final String OF_TOPICS = """
            select cast(to_jsonb(r) as text) from (
              select s.topic, count(*) as aggregates, sum(s.highest) as expected,
                (select coalesce(sum(d.entries), 0) from topic_day d where d.topic = s.topic) as entries
              from stream s group by s.topic) r order by r.topic
            """;

    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;
    private final Ids ids;
    private final Supplier<Uni<Optional<Instant>>> nextDue;

    PostgresStreams(Mutiny.SessionFactory sessions, Transactions transactions, Ids ids, DueTimes times) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.ids = ids;
        this.nextDue = times.of("ask_at", "gap where healed_at is null and ask_at is not null");
    }

    private record Name(String topic, String key) {
        static Name of(Happening happening) {
            return new Name(happening.topic(), happening.key());
        }
    }

    private record Known(String topic, String key, long highest) {}

    private record Mark(String topic, String key, long highest, Instant movedAt, boolean ended) {}

    private record Counted(String topic, int number, long count, long hash, long highestVersion, Instant movedAt) {}

    private record Late(String topic, String key, long version) {}

    @Override
    public Uni<Moved> advance(List<Happening> fresh, Instant now) {
        return transactions.run(session -> OneColumn.select(session, KNOWN, String.class)
                .setParameter(
                        "names",
                        Rows.write(fresh.stream().map(Name::of).distinct().toList()))
                .getResultList()
                .chain(rows -> {
                    var highest = new HashMap<Name, Long>();
                    rows.forEach(row -> {
                        var known = Rows.read(row, Known.class);
                        highest.put(new Name(known.topic(), known.key()), known.highest());
                    });
                    return move(session, fresh, highest, now);
                }));
    }

    private Uni<Moved> move(Mutiny.Session session, List<Happening> fresh, Map<Name, Long> highest, Instant now) {
        var found = new ArrayList<Gap>();
        var late = new ArrayList<Late>();
        var marks = new HashMap<Name, Mark>();
        fresh.stream().sorted(Comparator.comparingLong(Happening::version)).forEach(happening -> {
            var name = Name.of(happening);
            var before = highest.getOrDefault(name, 0L);
            var version = happening.version();
            if (version <= before) {
                late.add(new Late(name.topic(), name.key(), version));
                return;
            }
            if (version > before + 1) {
                found.add(new Gap(
                        ids.next(),
                        name.topic(),
                        name.key(),
                        before + 1,
                        version - 1,
                        version - 1 - before,
                        now,
                        null));
            }
            highest.put(name, version);
            marks.put(name, new Mark(name.topic(), name.key(), version, happening.happened(), happening.isLast()));
        });
        var moved = Rows.write(marks.values());
        var time = now.atOffset(ZoneOffset.UTC);
        return session.createNativeQuery(MOVE)
                .setParameter("marks", moved)
                .executeUpdate()
                .chain(() -> found.isEmpty()
                        ? Uni.createFrom().item(0)
                        : session.createNativeQuery(FIND)
                                .setParameter("gaps", Rows.write(found))
                                .setParameter("untold", Contract.AUDIT.name())
                                .setParameter("now", time)
                                .executeUpdate())
                .chain(() -> marks.values().stream().anyMatch(Mark::ended)
                        ? session.createNativeQuery(GIVE_UP)
                                .setParameter("marks", moved)
                                .executeUpdate()
                        : Uni.createFrom().item(0))
                .chain(() -> late.isEmpty()
                        ? Uni.createFrom().item(List.<String>of())
                        : OneColumn.select(session, HEAL, String.class)
                                .setParameter("late", Rows.write(late))
                                .setParameter("now", time)
                                .getResultList())
                .map(rows -> new Moved(
                        List.copyOf(found),
                        rows.stream().map(row -> Rows.read(row, Gap.class)).toList()));
    }

    @Override
    public Uni<List<Gap>> takeDue(Instant now, int most) {
        return transactions.run(session -> OneColumn.select(session, TAKE, String.class)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(row -> Rows.read(row, Gap.class)).toList()));
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return nextDue.get();
    }

    @Override
    public Uni<Map<Bucket, Tally>> tallies(Collection<Bucket> buckets) {
        return sessions.withSession(session -> OneColumn.select(session, TALLIES, String.class)
                        .setParameter("buckets", Rows.write(buckets))
                        .getResultList())
                .map(rows -> {
                    var tallies = new HashMap<Bucket, Tally>();
                    rows.forEach(row -> {
                        var one = Rows.read(row, Counted.class);
                        tallies.put(
                                new Bucket(one.topic(), one.number()),
                                new Tally(one.count(), one.hash(), one.highestVersion(), one.movedAt()));
                    });
                    return tallies;
                });
    }

    @Override
    public Uni<Page<Gap>> gaps(@Nullable Boolean open, int limit, @Nullable String cursor) {
        var before = cursor == null ? null : Cursor.uuid(cursor, new UUID(0, 0));
        return sessions.withSession(session -> Pages.page(
                session,
                GAPS,
                conditions(open),
                conditions(open).add("t.id < :before", "before", before),
                "t.id desc",
                limit,
                row -> Rows.read(row, Gap.class),
                gap -> gap.id().toString()));
    }

    /** Ids rise with time (UUIDv7). */
    private static Conditions conditions(@Nullable Boolean open) {
        return new Conditions().add("(t.healed_at is null) = :open", "open", open);
    }

    @Override
    public Uni<List<Day>> days(LocalDate from, LocalDate to) {
        return sessions.withSession(session -> OneColumn.select(session, OF_DAYS, String.class)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .getResultList())
                .map(rows -> rows.stream().map(row -> Rows.read(row, Day.class)).toList());
    }

    @Override
    public Uni<List<Whole>> wholes() {
        return sessions.withSession(session ->
                        OneColumn.select(session, OF_TOPICS, String.class).getResultList())
                .map(rows ->
                        rows.stream().map(row -> Rows.read(row, Whole.class)).toList());
    }
}
