package io.centercontrol.flags.authoring.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.authoring.Standing;
import io.centercontrol.flags.authoring.model.KillSwitch;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kill switch as clients see it.
 *
 * @param flag the flag that it holds off; missing inside of the flag
 */
record KillSwitchView(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String flag,
        UUID id,
        boolean everyone,
        List<String> tenants,
        Collection<String> plans,
        String reason,
        String by,
        Instant since,
        @Nullable Instant expiresAt) {
    static KillSwitchView of(KillSwitch one) {
        return of(null, one);
    }

    static KillSwitchView of(Standing standing) {
        return of(standing.flag(), standing.killSwitch());
    }

    private static KillSwitchView of(@Nullable String flag, KillSwitch one) {
        return new KillSwitchView(
                flag,
                one.id(),
                one.reach().everyone(),
                one.reach().tenants().stream().map(TenantId::toString).toList(),
                one.reach().plans(),
                one.reason(),
                one.by(),
                one.since(),
                one.expiresAt());
    }
}
