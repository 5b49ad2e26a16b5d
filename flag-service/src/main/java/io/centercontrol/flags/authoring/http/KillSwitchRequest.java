package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.SetKillSwitch;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Caller;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A kill switch as it comes in JSON: for everyone, or for tenants and plans. */
@Schema(requiredProperties = "reason")
record KillSwitchRequest(
        @Nullable Boolean everyone,
        @Nullable List<@Nullable String> tenants,
        @Nullable List<@Nullable String> plans,
        @Nullable String expiresAt,
        @Nullable String reason) {
    SetKillSwitch.Command toCommand(String key, @Nullable KnownVersions expectedVersion, Caller caller) {
        var why = Reasons.required(reason);
        var end = Parameters.instant("expiresAt", expiresAt);
        return new SetKillSwitch.Command(
                key,
                new Reach(Boolean.TRUE.equals(everyone), Names.tenants(tenants), Names.of("/plans", plans)),
                why,
                // As exact as it is kept.
                end == null ? null : end.truncatedTo(ChronoUnit.MICROS),
                expectedVersion,
                caller.because(why));
    }
}
