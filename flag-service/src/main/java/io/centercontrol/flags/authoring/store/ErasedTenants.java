package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagRefusals;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Tenants whose data were erased: no flag begins to name one of them again. */
@ApplicationScoped
class ErasedTenants {
    private static final String AMONG = "select cast(id as text) from tenant_erased where id in (select"
            + " cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid)) order by id";

    private final Clock clock;

    ErasedTenants(Clock clock) {
        this.clock = clock;
    }

    /** One more, for who is alone with the flags. */
    Uni<Void> add(Mutiny.Session session, TenantId tenant) {
        return session.createNativeQuery("insert into tenant_erased (id, erased_at) values (:id,"
                        + " cast(cast(:now as text) as timestamptz)) on conflict do nothing")
                .setParameter("id", tenant.value())
                .setParameter("now", clock.instant().toString())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Refuses a flag that names an erased tenant which it did not name before. */
    Uni<Void> refuseNew(Mutiny.Session session, @Nullable Flag before, Flag next) {
        var named = FlagRow.named(next);
        if (before != null) {
            named.removeAll(FlagRow.named(before));
        }
        return named.isEmpty()
                ? Uni.createFrom().voidItem()
                : OneColumn.select(session, AMONG, String.class)
                        .setParameter(
                                "ids",
                                Rows.write(
                                        named.stream().map(TenantId::toString).toList()))
                        .getResultList()
                        .invoke(found -> {
                            if (!found.isEmpty()) {
                                throw FlagRefusals.erased(found);
                            }
                        })
                        .replaceWithVoid();
    }
}
