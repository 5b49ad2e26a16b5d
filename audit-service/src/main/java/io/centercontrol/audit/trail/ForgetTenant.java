package io.centercontrol.audit.trail;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant's data is erased: of what was done to it stays that it was done, when, and by whom; every proof stays valid. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private final Erasures erasures;
    private final Clock clock;

    ForgetTenant(Erasures erasures, Clock clock) {
        this.erasures = erasures;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        var causation = command.cause().causationId();
        return erasures.erase(
                command.tenant(), causation == null ? command.cause().actor().id() : causation, clock.instant());
    }
}
