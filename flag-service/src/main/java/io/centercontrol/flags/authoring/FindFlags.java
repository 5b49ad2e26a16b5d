package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for flags. */
@ApplicationScoped
public class FindFlags {
    private final Flags flags;

    FindFlags(Flags flags) {
        this.flags = flags;
    }

    /** What is looked for. */
    public record Command(
            FlagFilter filter, int limit, @Nullable String cursor) {}

    /** One page, by key. */
    public Uni<Page<SavedFlag>> run(Command command) {
        return flags.find(command.filter(), command.limit(), command.cursor());
    }
}
