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
import io.centercontrol.plans.catalog.FeatureFilter;
import io.centercontrol.plans.catalog.Features;
import io.centercontrol.plans.catalog.SavedFeature;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.centercontrol.plans.catalog.model.FeatureRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Features in PostgreSQL. Row, history and outbox go in one session, so in one transaction. Who changes one locks the
 * catalog first and then the row, always in this order.
 */
@ApplicationScoped
class PostgresFeatures implements Features {
    private static final String COLUMNS = "id, version, event_id, kind, deprecated, document";

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder<FeatureEntry> encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresFeatures(Mutiny.SessionFactory sessions, EventEncoder<FeatureEntry> encoder, Outbox outbox, Ids ids) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<SavedFeature> create(Change<FeatureEntry> creation, Cause cause) {
        return sessions.withTransaction(
                (session, tx) -> CatalogStamp.lock(session).chain(() -> insert(session, creation, cause)));
    }

    /** Saves a new feature for who is alone with the catalog. */
    Uni<SavedFeature> insert(Mutiny.Session session, Change<FeatureEntry> creation, Cause cause) {
        var entry = creation.next();
        var key = entry.feature().key();
        return session.find(FeatureRow.class, key).chain(taken -> {
            if (taken != null) {
                throw FeatureRefusals.keyTaken(key);
            }
            var eventId = ids.next();
            return session.persist(new FeatureRow(entry, eventId)).chain(() -> tell(session, eventId, creation, cause));
        });
    }

    @Override
    public Uni<SavedFeature> change(
            String key,
            @Nullable Long expectedVersion,
            Cause cause,
            Function<FeatureEntry, @Nullable Change<FeatureEntry>> decide) {
        return sessions.withTransaction((session, tx) -> CatalogStamp.lock(session)
                .chain(() -> locked(session, key))
                .chain(row -> {
                    if (expectedVersion != null && expectedVersion != row.version) {
                        throw FeatureRefusals.stale(key, expectedVersion, row.version);
                    }
                    var change = decide.apply(row.toEntry());
                    if (change == null) {
                        return Uni.createFrom().item(row.toSaved());
                    }
                    var eventId = ids.next();
                    row.set(change.next(), eventId);
                    return tell(session, eventId, change, cause);
                }));
    }

    /** The history, the catalog's new state and the event: what makes a saved row a told one. */
    private Uni<SavedFeature> tell(Mutiny.Session session, UUID eventId, Change<FeatureEntry> change, Cause cause) {
        return session.persist(new FeatureHistoryRow(change, eventId, cause))
                .chain(session::flush)
                .chain(() -> CatalogStamp.move(session))
                .chain(() -> outbox.append(session, encoder.encode(eventId, change, cause)))
                .replaceWith(new SavedFeature(change.next(), eventId));
    }

    @Override
    public Uni<Void> republish(String key) {
        return sessions.withTransaction((session, tx) -> locked(session, key)
                .chain(row -> session.find(FeatureHistoryRow.class, new HistoryRow.Key(key, row.version)))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the newest version has no history"))
                .chain(last -> outbox.append(session, encoder.encode(last.eventId, last.toChange(), last.cause))));
    }

    private static Uni<FeatureRow> locked(Mutiny.Session session, String key) {
        return session.find(FeatureRow.class, key, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> FeatureRefusals.notFound(key));
    }

    @Override
    public Uni<SavedFeature> get(String key) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(FeatureRow.class, key)
                .onItem()
                .ifNull()
                .failWith(() -> FeatureRefusals.notFound(key))
                .invoke(session::detach)
                .map(FeatureRow::toSaved));
    }

    @Override
    public Uni<Page<SavedFeature>> find(FeatureFilter filter, int limit, @Nullable String cursor) {
        var kind = filter.kind();
        return sessions.withSession(session -> Listing.page(
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
                FeatureRow::toSaved));
    }

    @Override
    public Uni<Page<CatalogVersion<FeatureEntry>>> history(String key, int limit, @Nullable String cursor) {
        return get(key).chain(newest -> sessions.withSession(session -> Listing.history(
                session,
                FeatureHistoryRow.class,
                key,
                newest.entry().version(),
                limit,
                cursor,
                row -> row.key.version(),
                FeatureHistoryRow::toVersion)));
    }
}
