package io.centercontrol.plans.catalog.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Listing;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.catalog.CatalogVersion;
import io.centercontrol.plans.catalog.EventEncoder;
import io.centercontrol.plans.catalog.PlanFilter;
import io.centercontrol.plans.catalog.Plans;
import io.centercontrol.plans.catalog.SavedPlan;
import io.centercontrol.plans.catalog.Shelf;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Plans and add-ons in PostgreSQL. Row, history and outbox go in one session, so in one transaction. Who changes one locks
 * the catalog first and then the row, always in this order: what the model is told of features and of other plans holds.
 */
@ApplicationScoped
class PostgresPlans implements Plans {
    private static final String COLUMNS = "id, version, event_id, name, kind, only_for, document";
    private static final String HAS_STATUS = "document @> jsonb_build_object('versions',"
            + " jsonb_build_array(jsonb_build_object('status', cast(:status as text))))";
    private static final String HAS_TEXT =
            "(position(cast(:text as text) in id) > 0 or position(cast(:text as text) in lower(name)) > 0)";

    private final Mutiny.SessionFactory sessions;
    private final PostgresCatalog catalog;
    private final EventEncoder<Plan> encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresPlans(
            Mutiny.SessionFactory sessions,
            PostgresCatalog catalog,
            EventEncoder<Plan> encoder,
            Outbox outbox,
            Ids ids) {
        this.sessions = sessions;
        this.catalog = catalog;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<SavedPlan> create(String key, Cause cause, Function<Shelf, Change<Plan>> decide) {
        return sessions.withTransaction((session, tx) -> alone(session).chain(shelf -> {
            if (shelf.plan(key) != null) {
                throw PlanRefusals.keyTaken(key);
            }
            return insert(session, decide.apply(shelf), cause);
        }));
    }

    /** Saves a new plan for who is alone with the catalog. */
    Uni<SavedPlan> insert(Mutiny.Session session, Change<Plan> creation, Cause cause) {
        var eventId = ids.next();
        return session.persist(new PlanRow(creation.next(), eventId))
                .chain(() -> tell(session, eventId, creation, cause));
    }

    @Override
    public Uni<SavedPlan> change(String key, @Nullable Long expectedVersion, Cause cause, Decision decide) {
        return sessions.withTransaction((session, tx) -> alone(session)
                .chain(shelf -> locked(session, key).chain(row -> {
                    if (expectedVersion != null && expectedVersion != row.version) {
                        throw PlanRefusals.stale(key, expectedVersion, row.version);
                    }
                    return decide.on(row.toPlan(), shelf)
                            .chain(change -> change == null
                                    ? Uni.createFrom().item(row.toSaved())
                                    : update(session, row, change, cause));
                })));
    }

    /** Saves a next version of a plan for who is alone with the catalog. */
    Uni<SavedPlan> update(Mutiny.Session session, PlanRow row, Change<Plan> change, Cause cause) {
        var eventId = ids.next();
        row.set(change.next(), eventId);
        return tell(session, eventId, change, cause);
    }

    private Uni<Shelf> alone(Mutiny.Session session) {
        return CatalogStamp.lock(session).chain(stamp -> catalog.shelf(session, stamp));
    }

    /** The history, the catalog's new state and the event: what makes a saved row a told one. */
    private Uni<SavedPlan> tell(Mutiny.Session session, UUID eventId, Change<Plan> change, Cause cause) {
        return session.persist(new PlanHistoryRow(change, eventId, cause))
                .chain(session::flush)
                .chain(() -> CatalogStamp.move(session))
                .chain(() -> outbox.append(session, encoder.encode(eventId, change, cause)))
                .replaceWith(new SavedPlan(change.next(), eventId));
    }

    @Override
    public Uni<Void> republish(String key) {
        return sessions.withTransaction((session, tx) -> locked(session, key)
                .chain(row -> session.find(PlanHistoryRow.class, new HistoryRow.Key(key, row.version)))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the newest version has no history"))
                .chain(last -> outbox.append(session, encoder.encode(last.eventId, last.toChange(), last.cause))));
    }

    static Uni<PlanRow> locked(Mutiny.Session session, String key) {
        return session.find(PlanRow.class, key, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> PlanRefusals.notFound(key));
    }

    @Override
    public Uni<SavedPlan> get(String key) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(PlanRow.class, key)
                .onItem()
                .ifNull()
                .failWith(() -> PlanRefusals.notFound(key))
                .invoke(session::detach)
                .map(PlanRow::toSaved));
    }

    @Override
    public Uni<Page<SavedPlan>> find(PlanFilter filter, int limit, @Nullable String cursor) {
        return sessions.withSession(session -> Listing.page(
                session,
                PlanRow.class,
                COLUMNS,
                "plan",
                () -> conditions(filter),
                limit,
                cursor,
                row -> row.id,
                PlanRow::toSaved));
    }

    private static Conditions conditions(PlanFilter filter) {
        var kind = filter.kind();
        var status = filter.status();
        var tenant = filter.onlyFor();
        var text = filter.text();
        return new Conditions()
                .add("kind = :kind", "kind", kind == null ? null : kind.name())
                .add(HAS_STATUS, "status", status == null ? null : status.name())
                .add("only_for = :tenant", "tenant", tenant == null ? null : tenant.value())
                .add(HAS_TEXT, "text", text == null ? null : text.toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public Uni<Page<CatalogVersion<Plan>>> history(String key, int limit, @Nullable String cursor) {
        return get(key).chain(newest -> sessions.withSession(session -> Listing.history(
                session,
                PlanHistoryRow.class,
                key,
                newest.plan().version(),
                limit,
                cursor,
                row -> row.key.version(),
                PlanHistoryRow::toVersion)));
    }
}
