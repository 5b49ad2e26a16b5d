package io.centercontrol.audit.retention.store;

import io.centercontrol.audit.retention.Policies;
import io.centercontrol.audit.retention.model.Policy;
import io.centercontrol.audit.retention.model.PolicyKey;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Policies in PostgreSQL. */
@Singleton
class PostgresPolicies implements Policies {
    private static final String ALL = "select cast(to_jsonb(t) as text) from retention_policy t";

    private static final String PUT = """
            insert into retention_policy (id, tenant_id, category, seconds, version, reason, actor_id, actor_name, updated_at)
            values (:id, cast(:tenant as uuid), cast(:category as text), :seconds, :version, :reason, :actor, cast(:name as text), :now)
            on conflict (id) do update set seconds = excluded.seconds, version = excluded.version, reason = excluded.reason,
              actor_id = excluded.actor_id, actor_name = excluded.actor_name, updated_at = excluded.updated_at
            """;

    private final Transactions transactions;

    PostgresPolicies(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Row(
            @Nullable UUID tenantId,
            @Nullable Category category,
            long seconds,
            long version,
            String reason,
            String actorId,
            @Nullable String actorName,
            Instant updatedAt) {
        Policy toPolicy() {
            return new Policy(
                    new PolicyKey(tenantId == null ? null : new TenantId(tenantId), category),
                    Duration.ofSeconds(seconds),
                    version,
                    reason,
                    Actor.user(actorId, actorName),
                    updatedAt);
        }
    }

    private static Policy read(String row) {
        return Rows.read(row, Row.class).toPolicy();
    }

    @Override
    public Uni<List<Policy>> all() {
        return transactions.run(session -> OneColumn.select(session, ALL + " order by id", String.class)
                .getResultList()
                .map(rows -> rows.stream().map(PostgresPolicies::read).toList()));
    }

    @Override
    public Uni<Optional<Policy>> find(PolicyKey key) {
        return transactions.run(session -> OneColumn.select(session, ALL + " where id = :id", String.class)
                .setParameter("id", key.id())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(PostgresPolicies::read)));
    }

    @Override
    public Uni<Page<Policy>> page(
            @Nullable TenantId tenant, @Nullable Category category, int limit, @Nullable String cursor) {
        var after = Cursor.read(cursor, 1);
        return transactions.run(session -> Pages.page(
                session,
                "retention_policy t",
                conditions(tenant, category),
                conditions(tenant, category).add("t.id > :after", "after", after == null ? null : after.getFirst()),
                "t.id",
                limit,
                PostgresPolicies::read,
                policy -> policy.key().id()));
    }

    private static Conditions conditions(@Nullable TenantId tenant, @Nullable Category category) {
        return new Conditions()
                .add("t.tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value())
                .add("t.category = :category", "category", category == null ? null : category.name());
    }

    @Override
    public Uni<Void> put(Policy policy) {
        var key = policy.key();
        return transactions.run(session -> session.createNativeQuery(PUT)
                .setParameter("id", key.id())
                .setParameter("tenant", key.tenant() == null ? null : key.scope())
                .setParameter(
                        "category",
                        key.category() == null ? null : key.category().name())
                .setParameter("seconds", policy.period().toSeconds())
                .setParameter("version", policy.version())
                .setParameter("reason", policy.reason())
                .setParameter("actor", policy.by().id())
                .setParameter("name", policy.by().name())
                .setParameter("now", policy.updatedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> remove(PolicyKey key) {
        return transactions.run(session -> session.createNativeQuery("delete from retention_policy where id = :id")
                .setParameter("id", key.id())
                .executeUpdate()
                .replaceWithVoid());
    }
}
