package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Tenant services in PostgreSQL. They are few and seldom change, so that the lock of their generation guards all of them.
 */
@Singleton
class PostgresTenantServices extends AggregateStore<String, TenantService, TenantServiceRow, TenantServiceDocument>
        implements TenantServices {
    private static final String GENERATION = "select generation from service_generation";

    PostgresTenantServices(AggregateTools tools, EventEncoder<TenantService> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.tenant-services.v1",
                        "tenant_service",
                        IdType.TEXT,
                        TenantServiceRow.class,
                        TenantServiceRow::new,
                        TenantServiceDocument.class,
                        (id, version, document) -> document.toModel((String) id, version)));
    }

    @Override
    protected Object id(String key) {
        return key;
    }

    @Override
    protected RefusedException notFound(String key) {
        return new Refusal.NotFound("TENANT_SERVICE_NOT_FOUND", "There is no tenant service of this key.")
                .asException();
    }

    /** The generation is read first: who acts on services that are newer than it catches up once more, with nothing. */
    @Override
    public Uni<KnownServices> known() {
        return reading(session -> OneColumn.select(session, GENERATION, Long.class)
                .getSingleResult()
                .chain(generation -> session.createNativeQuery(
                                "select id, version, event_id, document from tenant_service", TenantServiceRow.class)
                        .getResultList()
                        .invoke(rows -> rows.forEach(session::detach))
                        .map(rows -> KnownServices.of(
                                rows.stream().map(TenantServiceRow::state).toList(), generation))));
    }

    @Override
    public Uni<Written<TenantService>> put(
            String key, Cause cause, Function<@Nullable TenantService, @Nullable Change<TenantService>> decide) {
        return transaction(session -> OneColumn.select(session, GENERATION + " for update", Long.class)
                .getSingleResult()
                .chain(() -> session.find(TenantServiceRow.class, key))
                .chain(row -> put(session, row, cause, decide)));
    }

    @Override
    public Uni<Written<TenantService>> change(
            String key,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<TenantService, @Nullable Change<TenantService>> decide) {
        return transaction(session -> OneColumn.select(session, GENERATION + " for update", Long.class)
                .getSingleResult()
                .chain(() -> changed(session, key, expectedVersion, cause, decide)));
    }

    private Uni<Written<TenantService>> put(
            Mutiny.Session session,
            @Nullable TenantServiceRow row,
            Cause cause,
            Function<@Nullable TenantService, @Nullable Change<TenantService>> decide) {
        if (row != null) {
            return decided(session, row, null, cause, decide::apply);
        }
        var introduction = decide.apply(null);
        if (introduction == null) {
            throw new IllegalStateException("nothing cannot stay as it is");
        }
        return inserted(session, introduction, cause);
    }

    @Override
    protected Uni<Void> alongside(
            Mutiny.Session session, @Nullable TenantService before, Change<TenantService> change, Cause cause) {
        return before != null
                        && before.required() == change.next().required()
                        && before.retired() == change.next().retired()
                        && before.serves().equals(change.next().serves())
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("update service_generation set generation = generation + 1")
                        .executeUpdate()
                        .replaceWithVoid();
    }
}
