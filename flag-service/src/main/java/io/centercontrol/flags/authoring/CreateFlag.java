package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** There is something new that can be on or off, or one of several. */
@ApplicationScoped
public class CreateFlag {
    private final Flags flags;
    private final Clock clock;

    CreateFlag(Flags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** The new flag. */
    public record Command(String key, FlagContent content, Cause cause) {}

    /** Creates; refuses a key that was ever used. */
    public Uni<Written<Flag>> run(Command command) {
        return flags.create(
                command.key(),
                command.cause(),
                evaluators -> Flag.create(command.key(), command.content(), evaluators, clock.instant()));
    }
}
