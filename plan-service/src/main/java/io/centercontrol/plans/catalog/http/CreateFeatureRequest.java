package io.centercontrol.plans.catalog.http;

import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.plans.catalog.CreateFeature;
import io.centercontrol.plans.catalog.model.Feature;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new feature as it comes in JSON. */
@Schema(requiredProperties = {"key", "name", "kind"})
record CreateFeatureRequest(
        @Nullable String key,
        @Nullable String name,
        Feature.@Nullable Kind kind,
        @Nullable String unit,
        @Nullable String reason) {
    CreateFeature.Command toCommand(Caller caller) {
        var required = new Required();
        var command = new CreateFeature.Command(
                required.text("/key", key),
                required.text("/name", name),
                required.value("/kind", kind, Feature.Kind.SWITCH),
                unit,
                caller.because(Reasons.optional(reason)));
        required.end();
        return command;
    }
}
