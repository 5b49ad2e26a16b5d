package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.provisioning.progress.EventEncoder;
import io.centercontrol.provisioning.progress.Saved;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tenant services in PostgreSQL. They are few and seldom change, so that one lock guards all of them. */
@ApplicationScoped
class PostgresTenantServices implements TenantServices {
    private static final String KNOWN = """
            select cast(jsonb_build_object(
              'generation', g.generation,
              'services', coalesce((select jsonb_agg(to_jsonb(s)) from tenant_service s), jsonb_build_array())) as text)
            from service_generation g
            """;
    private static final String HISTORY = """
            insert into tenant_service_history
            select h.* from jsonb_populate_record(cast(null as tenant_service_history), cast(cast(:history as text) as jsonb)) h
            """;

    /** The history of a version, for one whose lock is held. */
    private static final String TOLD = """
            select cast(to_jsonb(h) as text) from tenant_service_history h where h.key = :key and h.version = :version
            """;

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresTenantServices(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<KnownServices> known() {
        return sessions.withSession(session ->
                        OneColumn.select(session, KNOWN, String.class).getSingleResult())
                .map(row -> Rows.read(row, KnownServicesRow.class).toModel());
    }

    @Override
    public Uni<Optional<Saved<TenantService>>> find(String key) {
        return sessions.withSession(session -> session.find(TenantServiceRow.class, key))
                .map(row -> Optional.ofNullable(row).map(TenantServiceRow::toSaved));
    }

    @Override
    public Uni<Optional<Saved<TenantService>>> lock(String key) {
        return sessions.withSession(
                session -> OneColumn.select(session, "select generation from service_generation for update", Long.class)
                        .getSingleResult()
                        .chain(() -> session.find(TenantServiceRow.class, key))
                        .map(row -> Optional.ofNullable(row).map(TenantServiceRow::toSaved)));
    }

    @Override
    public Uni<Saved<TenantService>> save(
            Change<TenantService> change, boolean newGeneration, Cause cause, Instant now) {
        var eventId = ids.next();
        var next = change.next();
        var history = HistoryRow.ofService(
                next.key(),
                next.version(),
                eventId,
                new HistoryRow.Happened(change.type(), change.fields()),
                now,
                cause,
                KnownServicesRow.Entry.of(next));
        return sessions.withSession(session -> session.merge(new TenantServiceRow(next, eventId, now))
                .chain(session::flush)
                .chain(() -> session.createNativeQuery(HISTORY)
                        .setParameter("history", Rows.write(history))
                        .executeUpdate())
                .chain(() -> newGeneration ? raise(session) : Uni.createFrom().item(0))
                .chain(() -> outbox.append(session, encoder.tenantService(eventId, change, cause, now)))
                .replaceWith(new Saved<>(next, eventId)));
    }

    @Override
    public Uni<Void> republish(String key) {
        return sessions.withTransaction((session, tx) -> lock(key)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : OneColumn.select(session, TOLD, String.class)
                                .setParameter("key", key)
                                .setParameter("version", found.get().state().version())
                                .getSingleResult()
                                .map(row -> Rows.read(row, ToldRow.class))
                                .chain(last -> outbox.append(
                                        session,
                                        encoder.tenantService(
                                                last.eventId(),
                                                last.toChange(
                                                        KnownServicesRow.Entry.class, KnownServicesRow.Entry::toModel),
                                                last.toCause(),
                                                last.at())))));
    }

    private static Uni<Integer> raise(Mutiny.Session session) {
        return session.createNativeQuery("update service_generation set generation = generation + 1")
                .executeUpdate();
    }
}
