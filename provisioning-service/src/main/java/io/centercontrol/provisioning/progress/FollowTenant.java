package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant has a new version: its services are asked for it, in the same transaction in which it is taken note of. What is
 * not newer than what is known changes nothing.
 */
@ApplicationScoped
public class FollowTenant {
    private final Transactions transactions;
    private final TenantsView tenants;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Clock clock;

    FollowTenant(
            Transactions transactions,
            TenantsView tenants,
            TenantServices services,
            Provisionings provisionings,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.services = services;
        this.provisionings = provisionings;
        this.clock = clock;
    }

    /**
     * What the tenant's event said.
     *
     * @param eventId the event
     */
    public record Command(
            TenantId tenant,
            long version,
            String slug,
            String name,
            UUID eventId,
            @Nullable String correlationId) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return transactions.run(() -> tenants.observe(
                        command.tenant(), command.version(), command.slug(), command.name())
                .chain(newer -> newer ? desire(command) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> desire(Command command) {
        var now = clock.instant();
        var cause = new Cause(
                Actor.service("provisioning-service"),
                null,
                command.correlationId(),
                command.eventId().toString());
        return services.known()
                .chain(known -> provisionings
                        .lock(command.tenant())
                        .map(found -> found.isEmpty()
                                ? java.util.Optional.of(
                                        Provisioning.begin(command.tenant(), command.version(), known, now))
                                : found.get().desire(command.version(), known, now))
                        .chain(change -> change.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : provisionings
                                        .save(change.get(), known.generation(), cause, now)
                                        .replaceWithVoid()));
    }
}
