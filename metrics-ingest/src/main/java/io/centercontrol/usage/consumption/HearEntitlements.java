package io.centercontrol.usage.consumption;

import io.centercontrol.kit.Rounds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant is entitled to something else: what it has used is seen beside that from now on. */
@ApplicationScoped
public class HearEntitlements {
    private final Consumptions consumptions;
    private final Rounds rounds;
    private final Clock clock;

    HearEntitlements(Consumptions consumptions, Rounds rounds, Clock clock) {
        this.consumptions = consumptions;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** What the event said. */
    public record Command(Consumptions.Entitled entitled) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return consumptions.hear(command.entitled(), clock.instant()).invoke(rounds::stir);
    }
}
