package io.centercontrol.flags.authoring.http;

import org.jspecify.annotations.Nullable;

/** Which variant, and why. */
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
