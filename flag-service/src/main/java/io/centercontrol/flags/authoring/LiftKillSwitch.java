package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kill switch has done its work: what was approved counts again. */
@ApplicationScoped
public class LiftKillSwitch {
    private final Flags flags;
    private final Clock clock;

    LiftKillSwitch(Flags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(String key, UUID id, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Lifts it; needs nobody's approval, and refuses one that stands no more. */
    public Uni<Written<Flag>> run(Command command) {
        return flags.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                (flag, evaluators) -> flag.lift(command.id(), evaluators, clock.instant()));
    }
}
