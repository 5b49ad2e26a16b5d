package io.centercontrol.usage.meters.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Listing;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.usage.meters.MeterFilter;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.model.Meter;
import io.centercontrol.usage.meters.model.MeterRefusals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Meters in PostgreSQL. Who makes one locks the list first; who changes one locks its row alone. */
@Singleton
class PostgresMeters extends AggregateStore<String, Meter, MeterRow, MeterDocument> implements Meters {
    private static final String LIST = "select begun from meter_list for update";
    private static final String BEGIN = "update meter_list set begun = true where not begun";
    private static final String OF = "select " + MeterRow.COLUMNS + " from meter where id in"
            + " (select jsonb_array_elements_text(cast(cast(:keys as text) as jsonb)))";
    private static final String COUNT = "select count(*) from meter";
    private static final String STAMP =
            "select count(*) || ' ' || coalesce(sum(hashtextextended(id || ' ' || version, 0)), 0) from meter";
    private static final String ALL = "select " + MeterRow.COLUMNS + " from meter";

    PostgresMeters(AggregateTools tools, EventEncoder<Meter> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.meters.v1",
                        "meter",
                        IdType.TEXT,
                        MeterRow.class,
                        MeterRow::new,
                        MeterDocument.class,
                        (key, version, document) -> document.toMeter((String) key, version)));
    }

    @Override
    protected Object id(String key) {
        return key;
    }

    @Override
    protected RefusedException notFound(String key) {
        return MeterRefusals.notFound(key);
    }

    @Override
    public Uni<Written<Meter>> change(
            String key, Cause cause, Function<@Nullable Meter, @Nullable Change<Meter>> decide) {
        return transaction(session -> row(session, key)
                .chain(row -> row == null
                        ? OneColumn.select(session, LIST, Boolean.class)
                                .getSingleResult()
                                // Somebody may have made it while the list was his.
                                .chain(() -> row(session, key))
                                .chain(made -> decided(session, made, cause, decide))
                        : decided(session, row, cause, decide)));
    }

    private static Uni<MeterRow> row(Mutiny.Session session, String key) {
        return session.find(MeterRow.class, key, LockMode.PESSIMISTIC_WRITE);
    }

    private Uni<Written<Meter>> decided(
            Mutiny.Session session,
            @Nullable MeterRow row,
            Cause cause,
            Function<@Nullable Meter, @Nullable Change<Meter>> decide) {
        if (row != null) {
            return decided(session, row, null, cause, decide::apply);
        }
        var first = decide.apply(null);
        if (first == null) {
            throw new IllegalStateException("nothing cannot stay as it is");
        }
        return inserted(session, first, cause);
    }

    /** One more must have room. They are counted while the list is locked. */
    @Override
    protected Uni<Void> alongside(Mutiny.Session session, @Nullable Meter before, Change<Meter> change, Cause cause) {
        return before != null
                ? Uni.createFrom().voidItem()
                : OneColumn.select(session, COUNT, Long.class)
                        .getSingleResult()
                        .invoke(count -> {
                            if (count > MOST) {
                                throw MeterRefusals.tooMany(MOST);
                            }
                        })
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> begin(List<Change<Meter>> first, Cause cause) {
        return transaction(session -> session.createNativeQuery(BEGIN)
                .executeUpdate()
                .chain(rows -> rows == 0
                        ? Uni.createFrom().voidItem()
                        : Multi.createFrom()
                                .iterable(first)
                                .onItem()
                                .transformToUniAndConcatenate(change -> inserted(session, change, cause))
                                .onItem()
                                .ignoreAsUni()));
    }

    @Override
    public Uni<Map<String, Meter>> of(Collection<String> keys) {
        return reading(session -> session.createNativeQuery(OF, MeterRow.class)
                .setParameter("keys", Rows.write(keys))
                .getResultList()
                .map(rows -> meters(session, rows).stream()
                        .collect(Collectors.toUnmodifiableMap(Meter::key, Function.identity()))));
    }

    /** Detached, since a row that was read without its lock must not be what a later change in this session finds. */
    private static List<Meter> meters(Mutiny.Session session, List<MeterRow> rows) {
        rows.forEach(session::detach);
        return rows.stream().map(row -> row.kept().state()).toList();
    }

    @Override
    public Uni<String> stamp() {
        return reading(session -> OneColumn.select(session, STAMP, String.class).getSingleResult());
    }

    @Override
    public Uni<List<Meter>> all() {
        return reading(session ->
                session.createNativeQuery(ALL, MeterRow.class).getResultList().map(rows -> meters(session, rows)));
    }

    @Override
    public Uni<Page<Kept<Meter>>> find(MeterFilter filter, int limit, @Nullable String cursor) {
        return reading(session -> Listing.page(
                session,
                MeterRow.class,
                MeterRow.COLUMNS,
                "meter",
                () -> conditions(filter),
                limit,
                cursor,
                row -> row.id,
                MeterRow::kept));
    }

    private static Conditions conditions(MeterFilter filter) {
        var aggregation = filter.aggregation();
        var grade = filter.grade();
        return new Conditions()
                .add("aggregation = :aggregation", "aggregation", aggregation == null ? null : aggregation.name())
                .add("grade = :grade", "grade", grade == null ? null : grade.name())
                .add("event_type = :type", "type", filter.eventType())
                .add("feature = :feature", "feature", filter.feature())
                .add("archived = :archived", "archived", filter.archived());
    }
}
