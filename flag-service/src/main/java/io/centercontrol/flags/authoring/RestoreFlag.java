package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** An archived flag is one again, as it was. */
@ApplicationScoped
public class RestoreFlag {
    private final Flags flags;
    private final Clock clock;

    RestoreFlag(Flags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(
            String key, Permit permit, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Restores; refuses what is not archived. */
    public Uni<Written<Flag>> run(Command command) {
        return flags.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                (flag, evaluators) -> flag.restore(command.permit(), evaluators, clock.instant()));
    }
}
