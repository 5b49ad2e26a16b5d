package io.centercontrol.flags.use.store;

import io.centercontrol.flags.use.FlagUse;
import io.centercontrol.flags.use.HearMeasures;
import io.centercontrol.flags.use.Reader;
import io.centercontrol.flags.use.Standing;
import io.centercontrol.flags.use.UnknownKey;
import io.centercontrol.flags.use.UseConfig;
import io.centercontrol.flags.use.UseFilter;
import io.centercontrol.flags.use.UseOfFlag;
import io.centercontrol.flags.use.model.Asked;
import io.centercontrol.flags.use.model.Heard;
import io.centercontrol.flags.use.model.Source;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Flag use in PostgreSQL. Who adds locks the instance that tells first, and then counts in the order of their keys. */
@Singleton
class PostgresFlagUse implements FlagUse {
    private final Mutiny.SessionFactory sessions;
    private final UseConfig config;

    PostgresFlagUse(Mutiny.SessionFactory sessions, UseConfig config) {
        this.sessions = sessions;
        this.config = config;
    }

    /** A row of {@code measures_heard}. */
    private record HeardRow(Instant startedAt, long number, List<Long> holes) {
        Heard toHeard() {
            return new Heard(startedAt, number, new TreeSet<>(holes));
        }
    }

    /** A row of {@code service_minute}, but for its service. */
    private record MinuteRow(Instant minute, long requests, long errors, List<Long> latency) {}

    @Override
    public Uni<Boolean> hear(HearMeasures.Command told) {
        return sessions.withTransaction((session, tx) -> heard(session, told).chain(before -> {
            var next = before.and(told.startedAt(), told.number());
            return next == null
                    ? Uni.createFrom().item(false)
                    : hear(session, told, next)
                            .chain(() ->
                                    asked(session, told.service(), Source.SDK, told.asked(), told.from(), told.to()))
                            .chain(() -> minutes(session, told))
                            .replaceWith(true);
        }));
    }

    private static Uni<Heard> heard(Mutiny.Session session, HearMeasures.Command told) {
        return session.createNativeQuery(UseSql.MEET)
                .setParameter("service", told.service())
                .setParameter("instance", told.instance())
                .setParameter("started", told.startedAt().toString())
                .setParameter("most", MOST_INSTANCES)
                .executeUpdate()
                .chain(() -> OneColumn.select(session, UseSql.HEARD, String.class)
                        .setParameter("service", told.service())
                        .setParameter("instance", told.instance())
                        .getSingleResultOrNull())
                .map(row -> {
                    if (row == null) {
                        throw new UnreadableException(
                                "'" + told.service() + "' has " + MOST_INSTANCES + " instances already", null);
                    }
                    return Rows.read(row, HeardRow.class).toHeard();
                });
    }

    private static Uni<Void> hear(Mutiny.Session session, HearMeasures.Command told, Heard next) {
        return session.createNativeQuery(UseSql.HEAR)
                .setParameter("service", told.service())
                .setParameter("instance", told.instance())
                .setParameter("started", next.startedAt().toString())
                .setParameter("number", next.number())
                .setParameter("holes", Rows.write(next.holes()))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> asked(
            Mutiny.Session session, String service, Source source, List<Asked> asked, Instant from, Instant to) {
        return asked.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(UseSql.ASKED)
                        .setParameter("service", service)
                        .setParameter("source", source.name())
                        .setParameter("rows", Rows.write(asked))
                        .setParameter("from", from.toString())
                        .setParameter("to", to.toString())
                        .setParameter("most", MOST_AN_HOUR)
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<Void> minutes(Mutiny.Session session, HearMeasures.Command told) {
        var rows = told.minutes().stream()
                .map(one -> new MinuteRow(
                        one.minute(),
                        one.calls().requests(),
                        one.calls().errors(),
                        one.calls().latency()))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(UseSql.MINUTES)
                        .setParameter("service", told.service())
                        .setParameter("rows", Rows.write(rows))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> add(Own own) {
        return sessions.withTransaction((session, tx) -> Multi.createFrom()
                .iterable(new TreeMap<>(own.byKey()).entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        one -> asked(session, one.getKey(), Source.OFREP, one.getValue(), own.from(), own.to()))
                .onItem()
                .ignoreAsUni()
                .chain(() -> handedOver(session, own)));
    }

    private static Uni<Void> handedOver(Mutiny.Session session, Own own) {
        return own.handedOver().isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(UseSql.HANDED_OVER)
                        .setParameter("rows", Rows.write(own.handedOver()))
                        .setParameter("from", own.from().toString())
                        .setParameter("to", own.to().toString())
                        .executeUpdate()
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> tidy(Instant now) {
        var kept = now.minus(config.kept());
        var days = now.minus(config.hoursKept()).truncatedTo(ChronoUnit.DAYS);
        return before(UseSql.FORGET_USE, kept)
                .chain(() -> before(UseSql.FORGET_HANDED, kept))
                .chain(() -> before(UseSql.FORGET_SEEN, kept))
                .chain(() -> before(UseSql.FORGET_HEARD, kept))
                .chain(() -> before(UseSql.FORGET_MINUTES, now.minus(config.minutesKept())))
                .chain(() -> before(UseSql.LAY_TOGETHER, days));
    }

    private Uni<Void> before(String statement, Instant time) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(statement)
                .setParameter("before", time.toString())
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Page<UseOfFlag>> of(UseFilter filter, int limit, @Nullable String cursor) {
        return sessions.withSession(session -> UseLists.of(session, filter, limit, cursor));
    }

    @Override
    public Uni<Page<UnknownKey>> unknown(@Nullable String service, int limit, @Nullable String cursor) {
        return sessions.withSession(session -> UseLists.unknown(session, service, limit, cursor));
    }

    @Override
    public Uni<Page<Reader>> readers(int limit, @Nullable String cursor) {
        return sessions.withSession(session -> UseLists.readers(session, limit, cursor));
    }

    @Override
    public Uni<Map<String, Standing>> standing(Collection<String> keys, Instant now) {
        return sessions.withSession(session -> UseLists.standing(session, keys, now.minus(config.quiet())));
    }
}
