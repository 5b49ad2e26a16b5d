package io.centercontrol.integrations.deliveries;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with all that was sent and answered.
 *
 * @param body what is sent, as JSON text
 */
public record Sent(Delivery delivery, String body, List<Request> requests) {
    public Sent {
        requests = List.copyOf(requests);
    }

    /**
     * One attempt.
     *
     * @param number from 1
     * @param tookMs in milliseconds
     * @param answer the beginning of the answer's body
     */
    public record Request(
            int number,
            Instant time,
            int tookMs,
            String url,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String answer) {}
}
