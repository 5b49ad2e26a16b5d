package io.centercontrol.usage.keys;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.keys.Keys;
import io.centercontrol.kit.keys.UsedKey;
import io.centercontrol.usage.keys.model.UsageKey;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** All keys there are. */
public interface UsageKeys extends Keys<UsageKey> {
    /**
     * Those that fit, the newest last; what is null does not matter.
     *
     * @param tenant those that are bound to it
     */
    Uni<Page<UsedKey<UsageKey>>> find(
            @Nullable TenantId tenant, @Nullable Boolean revoked, int limit, @Nullable String cursor);
}
