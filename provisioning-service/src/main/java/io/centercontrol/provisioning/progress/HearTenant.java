package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.Stage;
import io.centercontrol.provisioning.progress.model.TenantFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant has a new version: the services that serve it now are asked for it, or all that it went to to export or erase what they hold, in the same transaction
 * in which it is taken note of. What is not newer than what is known changes nothing.
 */
@ApplicationScoped
public class HearTenant {
    private final Transactions transactions;
    private final TenantsView tenants;
    private final Placing placing;
    private final Provisionings provisionings;
    private final Exports exports;
    private final Clock clock;

    HearTenant(
            Transactions transactions,
            TenantsView tenants,
            Placing placing,
            Provisionings provisionings,
            Exports exports,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.placing = placing;
        this.provisionings = provisionings;
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * What the tenant's event said.
     *
     * @param own what of it decides which services it goes to
     * @param stage what the tenant's state asks of its services
     * @param eventId the event
     */
    public record Command(
            TenantId tenant,
            long version,
            String slug,
            String name,
            TenantFacts.Own own,
            Stage stage,
            UUID eventId,
            @Nullable String correlationId) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        var tenant = command.tenant();
        return transactions.run(() -> tenants.alone(tenant)
                .chain(() -> tenants.hearOwn(tenant, command.version(), command.own()))
                .chain(newer -> tenants.hear(tenant, command.version(), command.slug(), command.name())
                        .chain(newest -> newer || newest
                                ? decide(command, newest)
                                : Uni.createFrom().voidItem()))
                .chain(() -> command.stage() == Stage.DELETED
                        ? exports.erased(tenant, clock.instant())
                        : Uni.createFrom().voidItem()));
    }

    /** What is no news of the tenant itself may still be what was not kept of it here before. */
    private Uni<Void> decide(Command command, boolean newest) {
        var now = clock.instant();
        var tenant = command.tenant();
        var cause = new Cause(
                Actor.service("provisioning-service"),
                null,
                command.correlationId(),
                command.eventId().toString());
        return placing.of(tenant)
                .chain(known -> provisionings.put(
                        tenant,
                        known.services().generation(),
                        cause,
                        found -> newest ? desired(found, command, known, now) : Placing.followed(found, known, now)))
                .replaceWithVoid();
    }

    /** A tenant that was deleted before it was ever heard of here has nobody to be asked. */
    private static @Nullable Change<Provisioning> desired(
            @Nullable Provisioning found, Command command, Placing.Known known, Instant now) {
        var facts = known.of(command.tenant());
        if (found != null) {
            return found.desire(command.version(), command.stage(), known.services(), facts, now)
                    .orElse(null);
        }
        return command.stage() == Stage.DELETED
                ? null
                : Provisioning.begin(
                        command.tenant(), command.version(), command.stage(), known.services(), facts, now);
    }
}
