package io.centercontrol.flags.authoring.http;

import io.centercontrol.kit.rest.Required;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which variant, and why. */
@Schema(requiredProperties = {"variant", "reason"})
record OverrideRequest(
        @Nullable String variant,
        @Nullable Boolean breakGlass,
        @Nullable String reason) {
    String requiredVariant() {
        var required = new Required();
        var given = required.text("/variant", variant);
        required.end();
        return given;
    }
}
