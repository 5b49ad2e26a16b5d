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

/** A flag is no flag to its readers any more: their own default counts. */
@ApplicationScoped
public class ArchiveFlag {
    private final Flags flags;
    private final Clock clock;

    ArchiveFlag(Flags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(
            String key, Permit permit, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Archives; refuses while a kill switch stands. */
    public Uni<Written<Flag>> run(Command command) {
        return flags.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                (flag, evaluators) -> flag.archive(command.permit(), evaluators, clock.instant()));
    }
}
