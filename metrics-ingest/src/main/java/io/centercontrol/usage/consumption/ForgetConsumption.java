package io.centercontrol.usage.consumption;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant is erased: what it has used goes, and what was told of it ends. */
@ApplicationScoped
public class ForgetConsumption implements ErasesTenant {
    private final Uses uses;
    private final Consumptions consumptions;
    private final Clock clock;

    ForgetConsumption(Uses uses, Consumptions consumptions, Clock clock) {
        this.uses = uses;
        this.consumptions = consumptions;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        return uses.forget(command.tenant()).chain(() -> consumptions.end(command.tenant(), clock.instant()));
    }
}
