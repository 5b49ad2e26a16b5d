package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks how a flag came to be what it is. */
@ApplicationScoped
public class FlagHistory {
    private final Flags flags;

    FlagHistory(Flags flags) {
        this.flags = flags;
    }

    /** Which part of which history. */
    public record Command(String key, int limit, @Nullable String cursor) {}

    /** Versions, newest first; refuses when there is none of the key. */
    public Uni<Page<AuthoringVersion<Flag>>> run(Command command) {
        return flags.history(command.key(), command.limit(), command.cursor());
    }
}
