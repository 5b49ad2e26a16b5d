package io.centercontrol.usage.keys;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.keys.HeldKey;
import io.centercontrol.kit.keys.HeldKeys;
import io.centercontrol.kit.keys.Keys;
import io.centercontrol.usage.keys.model.UsageKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The usage keys that are good, in memory: to look one up waits for nothing. */
@ApplicationScoped
public class UsageKeyRing {
    private final HeldKeys<Good> keys;

    UsageKeyRing(UsageKeys keys, Clock clock) {
        this.keys = HeldKeys.of(keys, Good::new, clock);
    }

    /** A key that is not revoked. */
    public static final class Good extends HeldKey {
        private final UsageKey key;

        Good(Keys.Hashed<UsageKey> hashed) {
            super(hashed);
            key = hashed.key();
        }

        /** Which program has it, for people. */
        public String name() {
            return key.name();
        }

        /** Whether usage of a tenant may be sent with it. */
        public boolean maySendFor(TenantId tenant) {
            return key.tenant() == null || tenant.equals(key.tenant());
        }
    }

    void begin(@Observes StartupEvent event, Rounds rounds) {
        keys.begin(rounds, "usage keys");
    }

    /** The key that a program sent; null when it is not good: made up, revoked, or expired. */
    public @Nullable Good find(String token) {
        return keys.find(token, key -> true);
    }
}
