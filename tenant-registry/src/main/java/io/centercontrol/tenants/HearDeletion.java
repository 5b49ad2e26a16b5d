package io.centercontrol.tenants;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.tenants.model.TenantState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * provisioning-service tells how far the tenant services are with a deletion. When all have erased, the tenant is DELETED,
 * its past is redacted and its certificate is signed, all in one transaction.
 */
@ApplicationScoped
public class HearDeletion {
    private static final Actor SOURCE = Actor.service("provisioning-service");

    private final Tenants tenants;
    private final Leavers leavers;
    private final Certificates certificates;
    private final Transactions transactions;
    private final Clock clock;

    HearDeletion(Tenants tenants, Leavers leavers, Certificates certificates, Transactions transactions, Clock clock) {
        this.tenants = tenants;
        this.leavers = leavers;
        this.certificates = certificates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What was told.
     *
     * @param erased every service has erased; else every service has exported
     * @param confirmations what each of them confirmed
     */
    public record Command(
            TenantId id,
            boolean erased,
            List<Confirmation> confirmations,
            @Nullable String correlationId,
            String causationId) {}

    /** Moves the deletion on; news that come late or again change nothing. */
    public Uni<Void> run(Command command) {
        var cause = new Cause(SOURCE, null, command.correlationId(), command.causationId());
        if (!command.erased()) {
            return tenants.change(command.id(), null, cause, tenant -> tenant.exported(clock.instant()))
                    .replaceWithVoid();
        }
        return transactions.run(() -> tenants.change(
                        command.id(), null, cause, tenant -> tenant.erased(clock.instant()))
                .chain(saved -> saved.state().state() instanceof TenantState.Deleted
                        ? leavers.redact(command.id()).chain(() -> certificates.issue(saved, command.confirmations()))
                        : Uni.createFrom().voidItem()));
    }
}
