package io.centercontrol.flags.authoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone looks at a flag. */
@ApplicationScoped
public class ShowFlag {
    private final Flags flags;

    ShowFlag(Flags flags) {
        this.flags = flags;
    }

    /** Which one. */
    public record Command(String key) {}

    /** As it stands; refuses when there is none. */
    public Uni<SavedFlag> run(Command command) {
        return flags.get(command.key());
    }
}
