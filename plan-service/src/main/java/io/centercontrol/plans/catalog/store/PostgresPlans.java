package io.centercontrol.plans.catalog.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Listing;
import io.centercontrol.plans.catalog.PlanFilter;
import io.centercontrol.plans.catalog.Plans;
import io.centercontrol.plans.catalog.Shelf;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Plans and add-ons in PostgreSQL. Who changes one locks the catalog first and then the row, always in this order: what the
 * model is told of features and of other plans holds.
 */
@Singleton
class PostgresPlans extends AggregateStore<String, Plan, PlanRow, PlanDocument> implements Plans {
    private static final String COLUMNS = "id, version, event_id, name, kind, only_for, document";
    private static final String HAS_STATUS = "document @> jsonb_build_object('versions',"
            + " jsonb_build_array(jsonb_build_object('status', cast(:status as text))))";
    private static final String HAS_TEXT =
            "(position(cast(:text as text) in id) > 0 or position(cast(:text as text) in lower(name)) > 0)";

    private final PostgresCatalog catalog;

    PostgresPlans(AggregateTools tools, EventEncoder<Plan> encoder, PostgresCatalog catalog) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.plans.v1",
                        "plan",
                        IdType.TEXT,
                        PlanRow.class,
                        PlanRow::new,
                        PlanDocument.class,
                        (key, version, document) -> document.toPlan((String) key, version)));
        this.catalog = catalog;
    }

    @Override
    protected Object id(String key) {
        return key;
    }

    @Override
    protected RefusedException notFound(String key) {
        return PlanRefusals.notFound(key);
    }

    @Override
    protected Uni<Void> alongside(Mutiny.Session session, @Nullable Plan before, Change<Plan> change, Cause cause) {
        return CatalogStamp.move(session);
    }

    @Override
    public Uni<Kept<Plan>> create(String key, Cause cause, Function<Shelf, Change<Plan>> decide) {
        return transaction(session -> alone(session).chain(shelf -> {
                    if (shelf.plan(key) != null) {
                        throw PlanRefusals.keyTaken(key);
                    }
                    return inserted(session, decide.apply(shelf), cause);
                }))
                .map(Written::kept);
    }

    @Override
    public Uni<Kept<Plan>> change(String key, @Nullable KnownVersions expectedVersion, Cause cause, Decision decide) {
        return transaction(session -> alone(session)
                        .chain(shelf -> locked(session, key).chain(row -> {
                            var plan = atVersion(row, expectedVersion);
                            return decide.on(plan, shelf).chain(change -> updated(session, row, plan, change, cause));
                        })))
                .map(Written::kept);
    }

    /** Saves a version of a plan, whether there was one before or not, for who is alone with the catalog. */
    Uni<Written<Plan>> save(Mutiny.Session session, Change<Plan> change, Cause cause) {
        return change.next().version() == 1
                ? inserted(session, change, cause)
                : changed(session, change.next().key(), null, cause, before -> change);
    }

    private Uni<Shelf> alone(Mutiny.Session session) {
        return CatalogStamp.lock(session).chain(stamp -> catalog.shelf(session, stamp));
    }

    @Override
    public Uni<Page<Kept<Plan>>> find(PlanFilter filter, int limit, @Nullable String cursor) {
        return reading(session -> Listing.page(
                session,
                PlanRow.class,
                COLUMNS,
                "plan",
                () -> conditions(filter),
                limit,
                cursor,
                row -> row.id,
                PlanRow::kept));
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
}
