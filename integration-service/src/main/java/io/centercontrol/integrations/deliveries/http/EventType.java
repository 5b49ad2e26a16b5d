package io.centercontrol.integrations.deliveries.http;

import io.centercontrol.integrations.endpoints.model.TypePattern;
import io.centercontrol.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** The type of an event that is looked for. */
final class EventType {
    private EventType() {}

    /** Null when there is none; refuses what no event can be. */
    static @Nullable String read(@Nullable String text) {
        if (text != null && !TypePattern.isType(text)) {
            throw Refusal.Invalid.of(
                            "/type",
                            "INVALID_EVENT_TYPE",
                            "A type of event is such as tenant.suspended, without a pattern.")
                    .asException();
        }
        return text;
    }
}
