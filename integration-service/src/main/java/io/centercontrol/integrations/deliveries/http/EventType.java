package io.centercontrol.integrations.deliveries.http;

import io.centercontrol.kernel.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of an event that is looked for. */
final class EventType {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,60}\\.[a-z0-9-]{1,80}");

    private EventType() {}

    /** Null when there is none; refuses what no event can be. */
    static @Nullable String read(@Nullable String text) {
        if (text != null && !FORM.matcher(text).matches()) {
            throw Refusal.Invalid.of(
                            "/type",
                            "INVALID_EVENT_TYPE",
                            "A type of event is such as tenant.suspended, without a pattern.")
                    .asException();
        }
        return text;
    }
}
