package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.Stage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant has a new version: its services are asked for it, or to export or erase what they hold, in the same transaction
 * in which it is taken note of. What is not newer than what is known changes nothing.
 */
@ApplicationScoped
public class HearTenant {
    private final Transactions transactions;
    private final TenantsView tenants;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Exports exports;
    private final Clock clock;

    HearTenant(
            Transactions transactions,
            TenantsView tenants,
            TenantServices services,
            Provisionings provisionings,
            Exports exports,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.services = services;
        this.provisionings = provisionings;
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * What the tenant's event said.
     *
     * @param stage what the tenant's state asks of its services
     * @param eventId the event
     */
    public record Command(
            TenantId tenant,
            long version,
            String slug,
            String name,
            Stage stage,
            UUID eventId,
            @Nullable String correlationId) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return transactions.run(() -> tenants.hear(command.tenant(), command.version(), command.slug(), command.name())
                .chain(newer -> newer ? desire(command) : Uni.createFrom().voidItem())
                .chain(() -> command.stage() == Stage.DELETED
                        ? exports.erased(command.tenant(), clock.instant())
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> desire(Command command) {
        var now = clock.instant();
        var cause = new Cause(
                Actor.service("provisioning-service"),
                null,
                command.correlationId(),
                command.eventId().toString());
        return services.known()
                .chain(known -> provisionings.put(
                        command.tenant(), known.generation(), cause, found -> desired(found, command, known, now)))
                .replaceWithVoid();
    }

    /** A tenant that was deleted before it was ever heard of here has nobody to be asked. */
    private static @Nullable Change<Provisioning> desired(
            @Nullable Provisioning found, Command command, KnownServices known, Instant now) {
        if (found != null) {
            return found.desire(command.version(), command.stage(), known, now).orElse(null);
        }
        return command.stage() == Stage.DELETED
                ? null
                : Provisioning.begin(command.tenant(), command.version(), command.stage(), known, now);
    }
}
