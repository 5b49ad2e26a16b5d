package io.centercontrol.usage.accept.store;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.usage.accept.Accounts;
import io.centercontrol.usage.accept.model.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Accounts, producers and rejected events, in PostgreSQL; each list in the order of its table's key. */
@Singleton
class PostgresAccounts implements Accounts {
    private static final String ACCOUNTS = "usage_account t";
    private static final String ACCOUNTS_ORDER = "t.day desc, t.service desc, t.producer desc";

    /** What is lacking is what a producer has sent without what was heard. */
    private static final String PRODUCERS = """
            (select p.service, p.producer, p.epoch, p.given_up, p.fenced_at, p.heard_at,
                coalesce(upper(range_merge(p.numbers)) - 1, 0) as sent,
                (select coalesce(sum(upper(g) - lower(g)), 0) from unnest(p.lacking) g) as missing,
                (select coalesce(jsonb_agg(jsonb_build_object('first', lower(l.g), 'last', upper(l.g) - 1) order by lower(l.g)),
                    '[]') from (select g from unnest(p.lacking) g order by lower(g) limit 100) l) as gaps
              from (select u.*, case when isempty(u.numbers) then cast('{}' as int8multirange)
                  else int8multirange(int8range(1, upper(u.numbers))) - u.numbers end as lacking
                from usage_producer u) p) t""";

    private static final String PRODUCERS_ORDER = "t.service, t.producer, t.epoch";

    private static final String REJECTED = "usage_rejected t";
    private static final String REJECTED_ORDER =
            "t.heard_at desc, t.service desc, t.producer desc, t.epoch desc, t.run desc, t.number desc";

    private final Mutiny.SessionFactory sessions;

    PostgresAccounts(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Page<Account>> accounts(
            @Nullable String service,
            @Nullable String producer,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int limit,
            @Nullable String cursor) {
        var all = of(service, producer).add("t.day >= :from", "from", from).add("t.day <= :to", "to", to);
        var place = Cursor.read(cursor, 3);
        var part = all.copy();
        if (place != null) {
            part.add(
                            "(t.day, t.service, t.producer) < (:day, :placeService, :placeProducer)",
                            "day",
                            day(place.getFirst()))
                    .add("true", "placeService", place.get(1), "placeProducer", place.getLast());
        }
        return page(
                ACCOUNTS,
                all,
                part,
                ACCOUNTS_ORDER,
                limit,
                row -> Rows.read(row, Account.class),
                one -> Cursor.of(one.day().toString(), one.service(), one.producer()));
    }

    @Override
    public Uni<Page<Standing>> producers(
            @Nullable String service,
            @Nullable String producer,
            @Nullable Boolean lacking,
            int limit,
            @Nullable String cursor) {
        var all = of(service, producer).add("(t.missing > 0) = :lacking", "lacking", lacking);
        var place = Cursor.read(cursor, 3);
        var part = all.copy();
        if (place != null) {
            part.add(
                            "(t.service, t.producer, t.epoch) > (:placeService, :placeProducer, :epoch)",
                            "epoch",
                            number(place, 2))
                    .add("true", "placeService", place.getFirst(), "placeProducer", place.get(1));
        }
        return page(
                PRODUCERS,
                all,
                part,
                PRODUCERS_ORDER,
                limit,
                row -> Rows.read(row, Standing.class),
                one -> Cursor.of(one.service(), one.producer(), Long.toString(one.epoch())));
    }

    @Override
    public Uni<Page<Rejected>> rejected(
            @Nullable String service,
            @Nullable String producer,
            @Nullable Reason reason,
            @Nullable UUID tenant,
            int limit,
            @Nullable String cursor) {
        var all = of(service, producer)
                .add("t.reason = :reason", "reason", reason == null ? null : reason.name())
                .add("t.tenant_id = :tenant", "tenant", tenant);
        var place = Cursor.read(cursor, 6);
        var part = all.copy();
        if (place != null) {
            part.add(
                            "(t.heard_at, t.service, t.producer, t.epoch, t.run, t.number)"
                                    + " < (:heard, :placeService, :placeProducer, :epoch, :run, :number)",
                            "heard",
                            Cursor.time(place.getFirst()).atOffset(ZoneOffset.UTC))
                    .add("true", "placeService", place.get(1), "placeProducer", place.get(2))
                    .add("true", "epoch", number(place, 3), "run", run(place.get(4)))
                    .add("true", "number", number(place, 5));
        }
        return page(
                REJECTED,
                all,
                part,
                REJECTED_ORDER,
                limit,
                row -> Rows.read(row, Rejected.class),
                one -> Cursor.of(
                        one.heardAt().toString(),
                        one.service(),
                        one.producer(),
                        Long.toString(one.epoch()),
                        one.run().toString(),
                        Long.toString(one.number())));
    }

    private static Conditions of(@Nullable String service, @Nullable String producer) {
        return new Conditions()
                .add("t.service = :service", "service", service)
                .add("t.producer = :producer", "producer", producer);
    }

    private <T> Uni<Page<T>> page(
            String from,
            Conditions all,
            Conditions part,
            String order,
            int limit,
            Function<String, T> read,
            Function<T, String> cursor) {
        return sessions.withSession(session -> Pages.ofMany(session, from, all, part, order, limit, read, cursor));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Cursor.invalid();
        }
    }

    private static long number(List<String> place, int at) {
        try {
            return Long.parseLong(place.get(at));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static UUID run(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }
}
