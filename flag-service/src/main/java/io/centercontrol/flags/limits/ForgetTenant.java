package io.centercontrol.flags.limits;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** A tenant's data is erased: so are its rate limits, with their history. Those of its plan are nobody's data. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private static final Logger LOG = Logger.getLogger(ForgetTenant.class);

    private final RateLimits limits;
    private final Clock clock;

    ForgetTenant(RateLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        return limits.forget(command.tenant(), clock.instant())
                .invoke(() -> LOG.infof(
                        "the rate limits of tenant %s are erased: %s",
                        command.tenant(), command.cause().reason()));
    }
}
