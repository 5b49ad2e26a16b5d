package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.keys.UsedKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A key shall open nothing any more, for good. */
@ApplicationScoped
public class RevokeSdkKey {
    private final SdkKeys keys;
    private final Clock clock;

    RevokeSdkKey(SdkKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(UUID id, Cause cause) {}

    /** Revokes; a second time changes nothing. Every instance refuses the key within a second. */
    public Uni<UsedKey<SdkKey>> run(Command command) {
        var now = clock.instant();
        return keys.change(command.id(), command.cause(), key -> key.revoke(now));
    }
}
