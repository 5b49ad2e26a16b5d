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
import io.centercontrol.plans.catalog.FeatureFilter;
import io.centercontrol.plans.catalog.Features;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.centercontrol.plans.catalog.model.FeatureRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Features in PostgreSQL. Who changes one locks the catalog first and then the row, always in this order.
 */
@Singleton
class PostgresFeatures extends AggregateStore<String, FeatureEntry, FeatureRow, FeatureDocument> implements Features {
    private static final String COLUMNS = "id, version, event_id, kind, deprecated, document";

    PostgresFeatures(AggregateTools tools, EventEncoder<FeatureEntry> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.features.v1",
                        "feature",
                        IdType.TEXT,
                        FeatureRow.class,
                        FeatureRow::new,
                        FeatureDocument.class,
                        (key, version, document) -> document.toEntry((String) key, version)));
    }

    @Override
    protected Object id(String key) {
        return key;
    }

    @Override
    protected RefusedException notFound(String key) {
        return FeatureRefusals.notFound(key);
    }

    @Override
    protected Uni<Void> alongside(
            Mutiny.Session session, @Nullable FeatureEntry before, Change<FeatureEntry> change, Cause cause) {
        return CatalogStamp.move(session);
    }

    @Override
    public Uni<Kept<FeatureEntry>> create(Change<FeatureEntry> creation, Cause cause) {
        return transaction(session -> CatalogStamp.lock(session).chain(() -> insert(session, creation, cause)))
                .map(Written::kept);
    }

    /** Saves a new feature for who is alone with the catalog. */
    Uni<Written<FeatureEntry>> insert(Mutiny.Session session, Change<FeatureEntry> creation, Cause cause) {
        var key = creation.next().feature().key();
        return session.find(FeatureRow.class, key).chain(taken -> {
            if (taken != null) {
                throw FeatureRefusals.keyTaken(key);
            }
            return inserted(session, creation, cause);
        });
    }

    @Override
    public Uni<Kept<FeatureEntry>> change(
            String key,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<FeatureEntry, @Nullable Change<FeatureEntry>> decide) {
        return transaction(session ->
                        CatalogStamp.lock(session).chain(() -> changed(session, key, expectedVersion, cause, decide)))
                .map(Written::kept);
    }

    @Override
    public Uni<Page<Kept<FeatureEntry>>> find(FeatureFilter filter, int limit, @Nullable String cursor) {
        var kind = filter.kind();
        return reading(session -> Listing.page(
                session,
                FeatureRow.class,
                COLUMNS,
                "feature",
                () -> new Conditions()
                        .add("kind = :kind", "kind", kind == null ? null : kind.name())
                        .add("deprecated = :deprecated", "deprecated", filter.deprecated()),
                limit,
                cursor,
                row -> row.id,
                FeatureRow::kept));
    }
}
