package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Domain;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
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

    /**
     * What the DNS said.
     *
     * @param failure why it did not answer; null when it did
     */
    public record Seen(
            Domain domain, List<String> texts, @Nullable Throwable failure) {}

    /** What is asked for. */
    public record Command(TenantId id, @Nullable KnownVersions expectedVersion, Seen seen, Cause cause) {}

    /**
     * Looks the record up. Done before {@link #run} and outside of its transaction, so that a slow DNS holds neither a lock
     * nor a connection. Refuses when there is no such tenant or claim; a DNS that does not answer is refused by the verb, so
     * that a request that was answered before gets its answer again.
     */
    public Uni<Seen> look(TenantId id, String domain) {
        var name = DomainNames.compared(domain);
        return tenants.get(id)
                .map(saved -> saved.state().domain(name))
                .chain(claimed -> proof.texts(claimed.recordName())
                        .map(texts -> new Seen(claimed, texts, null))
                        .onFailure()
                        .recoverWithItem(failure -> new Seen(claimed, List.of(), failure)));
    }

    /**
     * Notes the proof. Refuses when the record is not there, when the DNS did not answer, and when another tenant has proven
     * the same domain.
     */
    public Uni<Kept<Tenant>> run(Command command) {
        var seen = command.seen();
        if (seen.failure() != null) {
            return Uni.createFrom().failure(seen.failure());
        }
        var domain = seen.domain();
        if (!seen.texts().contains(domain.recordValue())) {
            throw TenantRefusals.domainNotProven(domain, seen.texts());
        }
        return tenants.change(
                command.id(),
                command.expectedVersion(),
                command.cause(),
                tenant -> tenant.domainProven(domain.name(), domain.token(), clock.instant()));
    }
}
