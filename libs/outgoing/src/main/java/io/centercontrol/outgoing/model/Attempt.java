package io.centercontrol.outgoing.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came of it.
 *
 * @param time when it was sent
 * @param status of the answer (RFC 9110); null when there was none
 * @param error why there was none, in words; null when there was one
 * @param answer the beginning of its body; null when there was none
 * @param retryAfter how long the answer asks to wait; null when it does not
 */
public record Attempt(
        Instant time,
        Duration took,
        String url,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String answer,
        @Nullable Duration retryAfter) {
    private static final int GONE = 410;

    /** Whether the message was taken. A redirection takes nothing: nobody is followed to where we did not look. */
    public boolean succeeded() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the receiver wants nothing any more. */
    public boolean isGone() {
        return status != null && status == GONE;
    }

    /** What was wrong, in a few words; null when nothing was. */
    public @Nullable String failure() {
        return succeeded() ? null : error != null ? error : "answered " + status;
    }
}
