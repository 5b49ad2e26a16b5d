package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone wants to know what is held off at this moment. */
@ApplicationScoped
public class FindKillSwitches {
    private final Flags flags;

    FindKillSwitches(Flags flags) {
        this.flags = flags;
    }

    /** Which part. */
    public record Command(int limit, @Nullable String cursor) {}

    /** One page of all that stand, by flag. */
    public Uni<Page<Standing>> run(Command command) {
        return flags.killSwitches(command.limit(), command.cursor());
    }
}
