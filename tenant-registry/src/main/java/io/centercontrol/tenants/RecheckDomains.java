package io.centercontrol.tenants;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.tenants.model.Domain;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Looks from time to time whether verified domains are still proven. When a record is gone, that is told first, and the
 * domain is taken away only after a patience; a DNS that does not answer proves nothing either way.
 */
@ApplicationScoped
public class RecheckDomains {
    private static final Logger LOG = Logger.getLogger(RecheckDomains.class);
    private static final Cause BY_TIME = new Cause(Actor.service("tenant-registry"), null, null, null);
    private static final int AT_ONCE = 50;

    private final Tenants tenants;
    private final VerifiedDomains domains;
    private final DomainProof proof;
    private final TenantsConfig config;
    private final Clock clock;

    RecheckDomains(Tenants tenants, VerifiedDomains domains, DomainProof proof, TenantsConfig config, Clock clock) {
        this.tenants = tenants;
        this.domains = domains;
        this.proof = proof;
        this.config = config;
        this.clock = clock;
    }

    /** Checks those that are due, a bounded part of them; tells whether there may be more. */
    public Uni<Boolean> run() {
        var now = clock.instant();
        return domains.takeDue(now.minus(config.domains().recheckEvery()), now, AT_ONCE)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(this::check)
                        .collect()
                        .last()
                        .map(last -> due.size() == AT_ONCE));
    }

    private Uni<Void> check(VerifiedDomains.Owned owned) {
        return tenants.get(owned.tenant())
                .map(saved -> saved.state().domain(owned.domain()))
                .chain(domain -> proof.texts(domain.recordName())
                        .chain(found -> tell(owned, domain, found.contains(domain.recordValue()))))
                .onFailure(RefusedException.class)
                .recoverWithUni(failure -> {
                    LOG.infof("%s of tenant %s is not checked now: %s", owned.domain(), owned.tenant(), failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> tell(VerifiedDomains.Owned owned, Domain domain, boolean proven) {
        var now = clock.instant();
        return tenants.change(
                        owned.tenant(),
                        null,
                        BY_TIME,
                        tenant -> proven
                                ? tenant.domainProven(domain.name(), domain.token(), now)
                                : tenant.domainMissing(
                                        domain.name(), config.domains().patience(), now))
                .replaceWithVoid();
    }
}
