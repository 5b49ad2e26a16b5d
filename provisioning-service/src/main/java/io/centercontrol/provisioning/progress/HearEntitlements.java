package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.progress.model.TenantFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant is entitled to something else: services that serve tenants by plan or by feature begin or cease to serve it, in the
 * same transaction in which it is taken note of. What comes before the tenant itself is kept until that comes.
 */
@ApplicationScoped
public class HearEntitlements {
    private final Transactions transactions;
    private final TenantsView tenants;
    private final Placing placing;
    private final Provisionings provisionings;
    private final Clock clock;

    HearEntitlements(
            Transactions transactions, TenantsView tenants, Placing placing, Provisionings provisionings, Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.placing = placing;
        this.provisionings = provisionings;
        this.clock = clock;
    }

    /**
     * What the event said.
     *
     * @param eventId the event
     */
    public record Command(
            TenantId tenant,
            long version,
            TenantFacts.Entitled entitled,
            UUID eventId,
            @Nullable String correlationId) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return transactions.run(() -> tenants.alone(command.tenant())
                .chain(() -> tenants.hearEntitled(command.tenant(), command.version(), command.entitled()))
                .chain(newer -> newer ? follow(command) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> follow(Command command) {
        var now = clock.instant();
        var cause = new Cause(
                Actor.service("provisioning-service"),
                null,
                command.correlationId(),
                command.eventId().toString());
        return placing.of(command.tenant())
                .chain(known -> provisionings.put(
                        command.tenant(),
                        known.services().generation(),
                        cause,
                        found -> Placing.followed(found, known, now)))
                .replaceWithVoid();
    }
}
