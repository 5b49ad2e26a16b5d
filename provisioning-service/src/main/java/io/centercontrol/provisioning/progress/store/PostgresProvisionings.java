package io.centercontrol.provisioning.progress.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.provisioning.progress.ProvisioningQuery;
import io.centercontrol.provisioning.progress.Provisionings;
import io.centercontrol.provisioning.progress.Sighting;
import io.centercontrol.provisioning.progress.model.Effect;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.ProvisioningRefusals;
import io.centercontrol.provisioning.progress.model.Stay;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.provisioning.progress.model.Waiver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Provisionings in PostgreSQL. */
@Singleton
class PostgresProvisionings extends AggregateStore<TenantId, Provisioning, ProvisioningRow, ProvisioningDocument>
        implements Provisionings {
    private static final String DUE = "select " + ProvisioningRow.COLUMNS + " from provisioning"
            + " where due_at <= cast(cast(:now as text) as timestamptz)"
            + " order by due_at limit :most for update skip locked";
    /** It waits for one that is locked: passed over, it would be found only after a rest. */
    private static final String BEHIND = "select " + ProvisioningRow.COLUMNS + " from provisioning"
            + " where followed < :generation order by followed, id limit :most for update";

    private static final String LOCK = "select id from provisioning where id = :tenant for update";

    private static final String STAYS = """
            select cast(jsonb_build_object('stay', s ->> 'stay', 'tenants', count(*)) as text)
            from provisioning p cross join lateral jsonb_array_elements(p.document -> 'services') as e (s)
            where p.deletion_status is null and s ->> 'service' = :service
              and p.document -> 'services' @> cast(cast(:any as text) as jsonb)
            group by s ->> 'stay'
            """;

    private static final String LIVING = "select cast(jsonb_build_object('id', p.id, 'facts', cast("
            + PostgresTenantsView.FactsRow.SQL + " as jsonb), 'entry', (select s from jsonb_array_elements(p.document"
            + " -> 'services') as x (s) where s ->> 'service' = :service limit 1)) as text)"
            + PostgresTenantsView.FactsRow.FROM
            + " join provisioning p on p.id = t.id where p.deletion_status is null and p.id > :after"
            + " order by p.id limit " + LivingRow.PART;

    private static final String HELD = """
            select cast(jsonb_build_object(
              'tenants', count(*) filter (where deletion_status is null
                and document -> 'services' @> cast(cast(:held as text) as jsonb)),
              'deletions', count(*) filter (where deletion_status <> 'ERASED'
                and document -> 'deletion' -> 'services' @> cast(cast(:awaited as text) as jsonb)
                and not document -> 'deletion' -> 'services' @> cast(cast(:waived as text) as jsonb))) as text)
            from provisioning
            where document -> 'services' @> cast(cast(:any as text) as jsonb)
            """;

    private final ObjectMapper json;

    PostgresProvisionings(AggregateTools tools, EventEncoder<Provisioning> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.provisioning.v1",
                        "provisioning",
                        IdType.UUID,
                        ProvisioningRow.class,
                        ProvisioningRow::new,
                        ProvisioningDocument.class,
                        (id, version, document) -> document.toModel((UUID) id, version)));
        json = tools.json();
    }

    @Override
    protected Object id(TenantId tenant) {
        return tenant.value();
    }

    @Override
    protected RefusedException notFound(TenantId tenant) {
        return ProvisioningRefusals.notFound(tenant);
    }

    @Override
    public Uni<Written<Provisioning>> change(
            TenantId tenant,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Provisioning, @Nullable Change<Provisioning>> decide) {
        return transaction(session -> changed(session, tenant, expectedVersion, cause, decide));
    }

    @Override
    public Uni<Optional<Written<Provisioning>>> put(
            TenantId tenant,
            long generation,
            Cause cause,
            Function<@Nullable Provisioning, @Nullable Change<Provisioning>> decide) {
        return transaction(session -> find(session, tenant).chain(row -> put(session, row, generation, cause, decide)));
    }

    private Uni<Optional<Written<Provisioning>>> put(
            Mutiny.Session session,
            @Nullable ProvisioningRow row,
            long generation,
            Cause cause,
            Function<@Nullable Provisioning, @Nullable Change<Provisioning>> decide) {
        if (row != null) {
            return decided(session, row, null, cause, decide::apply).map(Optional::of);
        }
        var first = decide.apply(null);
        if (first == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        var begun = new ProvisioningRow(first.next());
        begun.followed = generation;
        return inserted(session, begun, first, cause).map(Optional::of);
    }

    @Override
    public Uni<Integer> changeDue(
            Instant now, int most, Cause cause, Function<Provisioning, @Nullable Change<Provisioning>> decide) {
        return transaction(session -> session.createNativeQuery(DUE, ProvisioningRow.class)
                .setParameter("now", now.toString())
                .setParameter("most", most)
                .getResultList()
                .chain(rows -> each(session, rows, cause, decide).replaceWith(rows.size())));
    }

    @Override
    public Uni<Integer> changeBehind(
            long generation,
            int most,
            Cause cause,
            Function<Collection<TenantId>, Uni<Function<Provisioning, @Nullable Change<Provisioning>>>> prepare) {
        return transaction(session -> session.createNativeQuery(BEHIND, ProvisioningRow.class)
                .setParameter("generation", generation)
                .setParameter("most", most)
                .getResultList()
                .invoke(rows -> rows.forEach(row -> row.followed = generation))
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : prepare.apply(rows.stream()
                                        .map(row -> new TenantId(row.id))
                                        .toList())
                                .chain(decide -> each(session, rows, cause, decide))
                                .replaceWith(rows.size())));
    }

    @Override
    public Uni<Void> lock(TenantId tenant) {
        return transaction(session -> OneColumn.select(session, LOCK, UUID.class)
                        .setParameter("tenant", tenant.value())
                        .getResultList())
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<Stay, Long>> stays(String service) {
        return reading(session -> OneColumn.select(session, STAYS, String.class)
                        .setParameter("service", service)
                        .setParameter("any", Rows.write(List.of(Map.of("service", service))))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, StayRow.class))
                        .collect(Collectors.toMap(StayRow::stay, StayRow::tenants)));
    }

    private record StayRow(Stay stay, long tenants) {}

    @Override
    public Uni<Effect> effect(TenantService service, Instant now) {
        return reading(session -> effect(session, service, now, new UUID(0, 0), Effect.NONE));
    }

    /** Part by part, so that not all tenants are in memory at once. */
    private Uni<Effect> effect(Mutiny.Session session, TenantService service, Instant now, UUID after, Effect before) {
        return OneColumn.select(session, LIVING, String.class)
                .setParameter("service", service.key())
                .setParameter("after", after)
                .getResultList()
                .chain(rows -> {
                    var part = rows.stream().map(this::living).toList();
                    var effect = before;
                    for (var row : part) {
                        effect = effect.and(row.toEntry(), service, row.facts().toFacts(), now);
                    }
                    return part.size() < LivingRow.PART
                            ? Uni.createFrom().item(effect)
                            : effect(session, service, now, part.getLast().id(), effect);
                });
    }

    private LivingRow living(String row) {
        try {
            return json.readValue(row, LivingRow.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tenant's part cannot be read", e);
        }
    }

    @Override
    public Uni<Holding> heldBy(String service) {
        var unanswered = new HashMap<String, @Nullable Object>(Map.of("service", service));
        unanswered.put("erasure", null);
        return reading(session -> OneColumn.select(session, HELD, String.class)
                .setParameter("held", Rows.write(List.of(Map.of("service", service, "approached", true))))
                .setParameter("awaited", Rows.write(List.of(unanswered)))
                .setParameter(
                        "waived",
                        Rows.write(List.of(Map.of("service", service, "condition", Map.of("reason", Waiver.WAIVED)))))
                .setParameter("any", Rows.write(List.of(Map.of("service", service))))
                .getSingleResult()
                .map(row -> Rows.read(row, Holding.class)));
    }

    @Override
    public Uni<Void> end(TenantId tenant, Instant now) {
        return transaction(session -> find(session, tenant).chain(row -> end(session, row, now)));
    }

    private Uni<Void> end(Mutiny.Session session, @Nullable ProvisioningRow row, Instant now) {
        return row == null ? Uni.createFrom().voidItem() : ended(session, row, now);
    }

    private static Uni<ProvisioningRow> find(Mutiny.Session session, TenantId tenant) {
        return session.find(ProvisioningRow.class, tenant.value(), LockMode.PESSIMISTIC_WRITE);
    }

    @Override
    public Uni<Sighting> look(TenantId tenant) {
        return reading(session -> OneColumn.select(
                                session, ProvisioningSql.SIGHTING + " where p.id = :tenant", String.class)
                        .setParameter("tenant", tenant.value())
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> notFound(tenant))
                .map(this::sighting);
    }

    @Override
    public Uni<Page<Sighting>> find(ProvisioningQuery query) {
        var all = ProvisioningSql.all(query);
        var part = ProvisioningSql.all(query).after(query.cursor());
        return reading(session -> all.bind(OneColumn.select(session, ProvisioningSql.COUNT + all.where(), Long.class))
                .getSingleResult()
                .chain(total -> part.bind(OneColumn.select(
                                session, ProvisioningSql.SIGHTING + part.where() + part.order(), String.class))
                        .getResultList()
                        .map(rows -> part.page(rows.stream().map(this::sighting).toList(), total))));
    }

    private Sighting sighting(String row) {
        try {
            return json.readValue(row, SightingRow.class).toSighting();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a provisioning cannot be read", e);
        }
    }
}
