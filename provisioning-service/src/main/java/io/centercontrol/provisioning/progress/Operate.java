package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator's verbs have in common: a move is decided with the tenant services that are known, and now. */
@ApplicationScoped
class Operate {
    private final Transactions transactions;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Clock clock;

    Operate(Transactions transactions, TenantServices services, Provisionings provisionings, Clock clock) {
        this.transactions = transactions;
        this.services = services;
        this.provisionings = provisionings;
        this.clock = clock;
    }

    interface Move {
        Change<Provisioning> of(Provisioning found, KnownServices known, Instant now);
    }

    Uni<Written<Provisioning>> on(TenantId tenant, @Nullable KnownVersions expectedVersion, Cause cause, Move move) {
        return transactions.run(() -> services.known()
                .chain(known -> provisionings.change(
                        tenant, expectedVersion, cause, found -> move.of(found, known, clock.instant()))));
    }
}
