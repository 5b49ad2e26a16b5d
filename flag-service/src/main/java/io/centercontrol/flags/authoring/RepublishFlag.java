package io.centercontrol.flags.authoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The newest event of a flag is sent again, since someone may have missed it. */
@ApplicationScoped
public class RepublishFlag {
    private final Flags flags;

    RepublishFlag(Flags flags) {
        this.flags = flags;
    }

    /** Which one. */
    public record Command(String key) {}

    /** Sends; refuses when there is none. */
    public Uni<Void> run(Command command) {
        return flags.republish(command.key());
    }
}
