package io.centercontrol.usage.keys;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.keys.UsedKey;
import io.centercontrol.usage.keys.model.UsageKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A key shall open nothing any more, for good. */
@ApplicationScoped
public class RevokeUsageKey {
    private final UsageKeys keys;
    private final Clock clock;

    RevokeUsageKey(UsageKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(UUID id, Cause cause) {}

    /** Revokes; a second time changes nothing. Every instance refuses the key within about a second. */
    public Uni<UsedKey<UsageKey>> run(Command command) {
        var now = clock.instant();
        return keys.change(command.id(), command.cause(), key -> key.revoke(now));
    }

    /** Revokes all that are bound to a tenant: it is erased. */
    public Uni<Void> allOf(TenantId tenant, Cause cause) {
        var now = clock.instant();
        return keys.changeAll(tenant, cause, key -> key.revoke(now));
    }
}
