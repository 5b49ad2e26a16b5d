package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator's verbs have in common: lock, compare the version, move, save. */
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

    Uni<Saved<Provisioning>> on(TenantId tenant, @Nullable Long expectedVersion, Cause cause, Move move) {
        return transactions.run(() -> provisionings.lock(tenant).chain(found -> {
            var provisioning = found.orElseThrow(() -> notFound(tenant));
            if (expectedVersion != null && expectedVersion != provisioning.version()) {
                throw new Refusal.Stale(
                                "STALE_VERSION",
                                "The provisioning has changed since. Read it again and decide anew.",
                                expectedVersion,
                                provisioning.version())
                        .asException();
            }
            var now = clock.instant();
            return services.known()
                    .chain(known ->
                            provisionings.save(move.of(provisioning, known, now), known.generation(), cause, now));
        }));
    }

    static RuntimeException notFound(TenantId tenant) {
        return new Refusal.NotFound("PROVISIONING_NOT_FOUND", "No tenant " + tenant + " is known here.").asException();
    }
}
