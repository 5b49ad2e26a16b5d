package io.centercontrol.tenants;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What time alone does to tenants on their way out: the grace ends, a last event gets its tombstone, a slug becomes free.
 * Each tenant is moved on in a transaction of its own; several instances may do this at once, since the model decides under
 * the row's lock.
 */
@ApplicationScoped
public class ContinueDeletions {
    private static final Cause BY_TIME = new Cause(Actor.service("tenant-registry"), null, null, null);
    private static final int AT_ONCE = 100;

    private final Tenants tenants;
    private final Leavers leavers;
    private final DeletionTerms.Source terms;
    private final TenantsConfig config;
    private final Clock clock;

    ContinueDeletions(Tenants tenants, Leavers leavers, DeletionTerms.Source terms, TenantsConfig config, Clock clock) {
        this.tenants = tenants;
        this.leavers = leavers;
        this.terms = terms;
        this.config = config;
        this.clock = clock;
    }

    /** Does what is due, a bounded part of it; tells whether there may be more. */
    public Uni<Boolean> run() {
        return terms.current().chain(now -> {
            var moment = clock.instant();
            return each(leavers.due(moment, AT_ONCE), Tenant::goOn)
                    .chain(more -> each(
                                    leavers.deletedBefore(
                                            moment.minus(now.tombstoneAfter()),
                                            moment.minus(ofTest(now.tombstoneAfter())),
                                            AT_ONCE),
                                    Tenant::purge)
                            .map(also -> more || also))
                    .call(() -> leavers.releaseSlugs(
                            moment.minus(now.slugCoolDown()), moment.minus(ofTest(now.slugCoolDown()))));
        });
    }

    private Duration ofTest(Duration governed) {
        var own = config.deletion().testCoolDown();
        return governed.compareTo(own) < 0 ? governed : own;
    }

    private Uni<Boolean> each(Uni<List<TenantId>> due, BiFunction<Tenant, Instant, @Nullable Change<Tenant>> move) {
        return due.chain(ids -> Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(
                        id -> tenants.change(id, null, BY_TIME, tenant -> move.apply(tenant, clock.instant())))
                .collect()
                .last()
                .map(last -> ids.size() == AT_ONCE));
    }
}
