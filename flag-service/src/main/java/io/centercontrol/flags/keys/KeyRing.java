package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.keys.HeldKeys;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SDK keys that are good, in memory: to look one up waits for nothing. */
@ApplicationScoped
public class KeyRing {
    private final HeldKeys<GoodKey> keys;
    private final Clock clock;

    KeyRing(SdkKeys keys, Clock clock) {
        this.keys = HeldKeys.of(keys, GoodKey::new, clock);
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event, Rounds rounds) {
        keys.begin(rounds, "SDK keys");
    }

    /**
     * The key that a program sent.
     *
     * @return null when it is not good for this: made up, revoked, expired, or of another scope
     */
    public @Nullable GoodKey find(String token, Scope scope) {
        return keys.find(token, key -> key.opens(scope));
    }

    /** The key in whose name a {@linkplain GoodKey#ticket ticket} was given out; null when it is not good any more. */
    public @Nullable GoodKey findByTicket(String ticket) {
        var parts = ticket.split("\\.", -1);
        if (parts.length != 3 || parts[0].length() != 36) {
            return null;
        }
        try {
            return keys.find(
                    UUID.fromString(parts[0]), key -> key.opens(Scope.OFREP) && key.isTicket(ticket, clock.millis()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether a key that was found some time ago is good still; for streams. */
    public boolean isGood(GoodKey key) {
        return keys.isGood(key);
    }

    /** Compares with the database, and takes over what is other. */
    Uni<Void> look() {
        return keys.look();
    }

    /** Tells when keys were used that were used since this was told last. */
    Uni<Void> tell() {
        return keys.tell();
    }
}
