package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.tenants.model.TenantRefusals;
import io.centercontrol.tenants.model.TenantRules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tenant says that the DNS record for its domain is there. */
@ApplicationScoped
public class VerifyDomain {
    private final Tenants tenants;
    private final DomainProof proof;
    private final Clock clock;

    VerifyDomain(Tenants tenants, DomainProof proof, Clock clock) {
        this.tenants = tenants;
        this.proof = proof;
        this.clock = clock;
    }

    /** What is asked for. */
    public record Command(TenantId id, @Nullable Long expectedVersion, String domain, Cause cause) {}

    /**
     * Looks the record up before the tenant is locked, so that a slow DNS keeps nobody waiting. Refuses when the record is
     * not there, when the DNS does not answer, and when another tenant has proven the same domain.
     */
    public Uni<Saved> run(Command command) {
        var name = Objects.requireNonNull(TenantRules.normalDomain(command.domain()));
        return tenants.get(command.id())
                .map(saved -> saved.tenant().domain(name))
                .chain(domain -> proof.texts(domain.recordName()).chain(found -> {
                    if (!found.contains(domain.recordValue())) {
                        throw TenantRefusals.domainNotProven(domain, found);
                    }
                    return tenants.change(
                            command.id(),
                            command.expectedVersion(),
                            command.cause(),
                            tenant -> tenant.domainProven(name, domain.token(), clock.instant()));
                }));
    }
}
