package io.centercontrol.flags.keys;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone asks who issued and who revoked a key. */
@ApplicationScoped
public class SdkKeyHistory {
    private final SdkKeys keys;

    SdkKeyHistory(SdkKeys keys) {
        this.keys = keys;
    }

    /** Which part of whose. */
    public record Command(UUID id, int limit, @Nullable String cursor) {}

    /** Newest first; refuses when there is no such key. */
    public Uni<Page<KeyVersion>> run(Command command) {
        return keys.history(command.id(), command.limit(), command.cursor());
    }
}
