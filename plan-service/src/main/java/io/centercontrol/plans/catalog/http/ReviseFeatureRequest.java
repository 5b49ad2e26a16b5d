package io.centercontrol.plans.catalog.http;

import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.plans.catalog.ReviseFeature;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All of a feature that can change, as it comes in JSON. */
@Schema(requiredProperties = {"name", "deprecated"})
record ReviseFeatureRequest(
        @Nullable String name,
        @Nullable String unit,
        @Nullable Boolean deprecated,
        @Nullable String reason) {
    ReviseFeature.Command toCommand(String key, @Nullable KnownVersions expectedVersion, Caller caller) {
        var required = new Required();
        var command = new ReviseFeature.Command(
                key,
                required.text("/name", name),
                unit,
                required.value("/deprecated", deprecated, false),
                expectedVersion,
                caller.because(Reasons.optional(reason)));
        required.end();
        return command;
    }
}
