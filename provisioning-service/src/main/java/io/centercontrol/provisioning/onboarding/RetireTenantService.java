package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.ledger.RetireInstances;
import io.centercontrol.provisioning.progress.Provisionings;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.PlatformService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a tenant service out for good: no tenant is provisioned in it any more, no deletion waits for it, none of its instances
 * counts, and none of its credentials is worth anything. Certificates of the tenants that it had to do with name it as retired
 * and unerased.
 */
@ApplicationScoped
public class RetireTenantService {
    private static final Logger LOG = Logger.getLogger(RetireTenantService.class);

    private final Transactions transactions;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final RetireInstances retireInstances;
    private final Credentials credentials;
    private final CredentialWork work;
    private final Clock clock;

    RetireTenantService(
            Transactions transactions,
            TenantServices services,
            Provisionings provisionings,
            RetireInstances retireInstances,
            Credentials credentials,
            CredentialWork work,
            Clock clock) {
        this.transactions = transactions;
        this.services = services;
        this.provisionings = provisionings;
        this.retireInstances = retireInstances;
        this.credentials = credentials;
        this.work = work;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param reason stands in certificates
     * @param expectedVersion the version that it is based on; null for any
     */
    public record Command(
            String key, String reason, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /**
     * What came of it, or would.
     *
     * @param instances how many counted until now
     * @param credentials how many are taken away
     */
    public record Retired(
            Written<TenantService> written, Provisionings.Holding holding, int instances, int credentials) {}

    /** Refused when it is not known, of another version, retired already, or one of the platform's own. */
    public Uni<Retired> run(Command command) {
        if (PlatformService.reporting().contains(command.key())) {
            throw new Refusal.Conflict(
                            "PLATFORM_SERVICE",
                            "'" + command.key() + "' is a service of the platform itself, which cannot do without it.",
                            Map.of("service", command.key()))
                    .asException();
        }
        return transactions.run(() -> services.change(
                        command.key(),
                        command.expectedVersion(),
                        command.cause(),
                        found -> found.retire(command.cause().actor().id(), command.reason(), clock.instant()))
                .chain(written -> provisionings
                        .heldBy(command.key())
                        .chain(holding -> retireInstances
                                .run(new RetireInstances.Command(command.key(), command.cause()))
                                .chain(instances -> credentials
                                        .of(command.key())
                                        .map(left -> new Retired(written, holding, instances, left.size()))))));
    }

    /** Takes its credentials away once that is decided. What the broker does not do now is done in a later round. */
    public Uni<Void> shutOut(String key, Cause cause) {
        return work.alone(key, () -> credentials.of(key).chain(left -> work.revokeAll(left, cause)))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("the credentials of %s are not taken away yet: %s", key, failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
