package io.centercontrol.flags.keys;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone looks for keys. */
@ApplicationScoped
public class FindSdkKeys {
    private final SdkKeys keys;

    FindSdkKeys(SdkKeys keys) {
        this.keys = keys;
    }

    /** What is looked for. */
    public record Command(
            SdkKeyFilter filter, int limit, @Nullable String cursor) {}

    /** One page, the newest last. */
    public Uni<Page<Kept>> run(Command command) {
        return keys.find(command.filter(), command.limit(), command.cursor());
    }

    /** One key; refuses when there is none. */
    public Uni<Kept> one(UUID id) {
        return keys.get(id);
    }
}
