package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Domain;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantRules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tenant wants to be reached by a domain of its own; it counts once it is proven. */
@ApplicationScoped
public class ClaimDomain {
    private static final int TOKEN_BYTES = 20;

    private final SecureRandom random = new SecureRandom();
    private final Tenants tenants;
    private final TenantsConfig config;
    private final Clock clock;

    ClaimDomain(Tenants tenants, TenantsConfig config, Clock clock) {
        this.tenants = tenants;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param domain as it was typed
     */
    public record Command(TenantId id, @Nullable KnownVersions expectedVersion, String domain, Cause cause) {}

    /** Claims; the same domain again keeps its token. Several tenants may claim a domain, one can prove it. */
    public Uni<Kept<Tenant>> run(Command command) {
        var name = Objects.requireNonNullElse(DomainNames.ascii(command.domain()), "");
        TenantRules.checkDomain(name, config.baseDomain());
        return tenants.change(command.id(), command.expectedVersion(), command.cause(), tenant -> {
            var now = clock.instant();
            return tenant.claimDomain(Domain.claimed(name, token(), now), now);
        });
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
