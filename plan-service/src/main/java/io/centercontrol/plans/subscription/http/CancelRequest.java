package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Parameters;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The moment that is not to come, as the subscription lists it. */
@Schema(requiredProperties = {"at", "reason"})
record CancelRequest(@Nullable String at, @Nullable String reason) {
    Instant moment() {
        var moment = Parameters.instant("at", at);
        if (moment == null) {
            throw Refusal.Invalid.of("/at", "REQUIRED", "Send the moment that the change is scheduled for.")
                    .asException();
        }
        return moment;
    }
}
