package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Request bodies. */
public final class Bodies {
    private Bodies() {}

    /**
     * A body that must be there.
     *
     * @throws io.centercontrol.kernel.RefusedException when the request has none, or the JSON word null
     */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw Refusal.Invalid.of("", "BODY_REQUIRED", "Send a JSON object as the body.")
                    .asException();
        }
        return body;
    }
}
