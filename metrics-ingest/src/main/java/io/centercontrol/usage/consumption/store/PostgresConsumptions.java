package io.centercontrol.usage.consumption.store;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.usage.consumption.Consumptions;
import io.centercontrol.usage.consumption.model.Consumption;
import io.centercontrol.usage.consumption.store.ConsumptionRows.ConsumptionRow;
import io.centercontrol.usage.consumption.store.ConsumptionRows.FeatureRow;
import io.centercontrol.usage.consumption.store.ConsumptionRows.FoundRow;
import io.centercontrol.usage.consumption.store.ConsumptionRows.RestRow;
import io.centercontrol.usage.consumption.store.ConsumptionRows.ToldRow;
import io.centercontrol.usage.consumption.store.Documents.GrantedDocument;
import io.centercontrol.usage.consumption.store.Documents.ToldDocument;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is granted and told, in PostgreSQL. It is the truth of its topic; there is no history, since it is derived. */
@Singleton
class PostgresConsumptions extends TableTruth implements Consumptions {
    private static final int MOST_MARKS = 1_000;
    private static final int MOST_LOOKS = 200;
    private static final String TOPIC = "cc.consumption.v1";

    /** Nobody decides on it. */
    private static final Cause CAUSE = new Cause(Actor.service("metrics-ingest"), null, null, null);

    private final Transactions transactions;
    private final Mutiny.SessionFactory sessions;
    private final EventEncoder<Consumption> encoder;
    private final Outbox outbox;
    private final Ids ids;
    private final CountedUses counted;

    PostgresConsumptions(
            Transactions transactions,
            Mutiny.SessionFactory sessions,
            EventEncoder<Consumption> encoder,
            Outbox outbox,
            Ids ids,
            CountedUses counted) {
        super(sessions, TOPIC, "consumption", "uuid", "version > 0 and not gone");
        this.transactions = transactions;
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
        this.counted = counted;
    }

    @Override
    public Uni<Void> hear(Entitled entitled, Instant now) {
        return transactions.run(session -> session.createNativeQuery(ConsumptionSql.HEAR)
                .setParameter("id", entitled.tenant().value())
                .setParameter("version", entitled.version())
                .setParameter(
                        "granted",
                        Rows.write(entitled.granted().stream()
                                .map(GrantedDocument::of)
                                .toList()))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> end(TenantId tenant, Instant now) {
        return transactions.run(session -> locked(session, tenant.value())
                .chain(row -> row == null || row.version() == 0
                        ? Uni.createFrom().voidItem()
                        : outbox.append(session, encoder.erased(ids.next(), row.consumption(), now)))
                .chain(() -> changed(session, ConsumptionSql.GONE, tenant.value()))
                .chain(() ->
                        changed(session, "delete from consumption_feature where tenant_id = :id", tenant.value())));
    }

    private static Uni<Void> changed(Mutiny.Session session, String statement, UUID id) {
        return session.createNativeQuery(statement)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<@Nullable ConsumptionRow> locked(Mutiny.Session session, UUID id) {
        return one(session, ConsumptionSql.ONE + " for update", id);
    }

    private static Uni<@Nullable ConsumptionRow> one(Mutiny.Session session, String statement, UUID id) {
        return OneColumn.select(session, statement, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : Rows.read(row, ConsumptionRow.class));
    }

    @Override
    public Uni<Dues> due(Instant now) {
        return transactions.run(session -> OneColumn.select(session, ConsumptionSql.MARKED, String.class)
                .setParameter("most", MOST_MARKS)
                .getResultList()
                .chain(marked -> OneColumn.select(session, ConsumptionSql.DUE, String.class)
                        .setParameter("ids", Rows.write(Set.copyOf(marked)))
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("most", MOST_LOOKS)
                        .getResultList()
                        // What was used is read after the rows are had: it has all of which the marks were seen.
                        .chain(rows -> dues(session, rows, now))
                        .map(dues -> new Dues(dues, marked.size() == MOST_MARKS || dues.size() >= MOST_LOOKS))));
    }

    private Uni<List<Due>> dues(Mutiny.Session session, List<String> texts, Instant now) {
        var rows =
                texts.stream().map(row -> Rows.read(row, ConsumptionRow.class)).toList();
        return counted.of(session, rows.stream().map(ConsumptionRow::id).toList(), now)
                .map(used -> rows.stream()
                        .map(row -> new Due(row.consumption(), row.grants(), used.of(row.id()), row.lookAt()))
                        .toList());
    }

    @Override
    public Uni<Void> decided(Collection<Decided> decided) {
        var told = new ArrayList<ToldRow>();
        var rest = new ArrayList<RestRow>();
        var events = new ArrayList<Event>();
        for (var one : decided) {
            if (one.changes().isEmpty()) {
                rest.add(new RestRow(one.tenant().value(), one.lookAt()));
            } else {
                var ofOne = one.changes().stream()
                        .map(change -> new Event(ids.next(), change))
                        .toList();
                events.addAll(ofOne);
                var last = ofOne.getLast();
                told.add(new ToldRow(
                        one.tenant().value(),
                        last.change().next().version(),
                        last.id(),
                        ToldDocument.of(last.change()),
                        one.lookAt()));
            }
        }
        return transactions.run(session -> written(session, ConsumptionSql.REST, rest)
                .chain(() -> written(session, ConsumptionSql.TOLD, told))
                .chain(() -> features(session, decided))
                .chain(() -> Multi.createFrom()
                        .iterable(events)
                        .onItem()
                        .transformToUniAndConcatenate(
                                event -> outbox.append(session, encoder.encode(event.id(), event.change(), CAUSE)))
                        .onItem()
                        .ignoreAsUni()));
    }

    private record Event(UUID id, Change<Consumption> change) {}

    private static Uni<Void> features(Mutiny.Session session, Collection<Decided> decided) {
        var told = decided.stream().filter(one -> !one.changes().isEmpty()).toList();
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = told.stream()
                .flatMap(one ->
                        one.changes().getLast().next().features().stream().map(use -> FeatureRow.of(one.tenant(), use)))
                .toList();
        return session.createNativeQuery(ConsumptionSql.FEATURES)
                .setParameter("rows", Rows.write(rows))
                .setParameter(
                        "ids",
                        Rows.write(
                                told.stream().map(one -> one.tenant().value()).toList()))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> written(Mutiny.Session session, String statement, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(statement)
                        .setParameter("rows", Rows.write(rows))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> republish(String id) {
        return transactions.run(session -> locked(session, UUID.fromString(id))
                .chain(row -> row == null || row.eventId() == null
                        ? Uni.createFrom().voidItem()
                        : outbox.append(session, encoder.encode(row.eventId(), row.last(), CAUSE))));
    }

    @Override
    public Uni<@Nullable Due> of(TenantId tenant, Instant now) {
        return sessions.withSession(session -> one(session, ConsumptionSql.ONE, tenant.value())
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : counted.of(session, List.of(row.id()), now)
                                .map(used ->
                                        new Due(row.consumption(), row.grants(), used.of(row.id()), row.lookAt()))));
    }

    @Override
    public Uni<Page<Found>> find(
            @Nullable TenantId tenant,
            @Nullable String feature,
            int level,
            Instant now,
            int limit,
            @Nullable String cursor) {
        var all = new Conditions()
                .add("t.tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value())
                .add("t.feature = :feature", "feature", feature);
        if (level > 0) {
            all.add(
                    "t.level > 0 and t.level >= :level and (t.ends_at is null or t.ends_at > :now)",
                    "level",
                    level,
                    "now",
                    now.atOffset(ZoneOffset.UTC));
        }
        var part = all.copy();
        var place = Cursor.read(cursor, 2);
        if (place != null) {
            part.add(
                    "(t.tenant_id, t.feature) > (:placeTenant, :placeFeature)",
                    "placeTenant",
                    tenant(place.getFirst()),
                    "placeFeature",
                    place.getLast());
        }
        return sessions.withSession(session -> Pages.ofMany(
                session,
                ConsumptionSql.FOUND,
                all,
                part,
                "t.tenant_id, t.feature",
                limit,
                row -> found(Rows.read(row, FoundRow.class), now),
                one -> Cursor.of(one.tenant().toString(), one.use().granted().feature())));
    }

    private static Found found(FoundRow row, Instant now) {
        return new Found(new TenantId(row.tenantId()), row.use().toModel().at(now), row.updatedAt());
    }

    private static UUID tenant(String text) {
        try {
            return TenantId.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }
}
