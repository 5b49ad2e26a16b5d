package io.centercontrol.integrations.deliveries.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.centercontrol.integrations.deliveries.Delivery;
import io.centercontrol.integrations.deliveries.Sent;
import io.centercontrol.integrations.deliveries.model.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as clients see it.
 *
 * @param eventId of the event, and {@code webhook-id} of each request
 * @param subject topic and key of the aggregate
 * @param time when it happened
 * @param attempts how many there were, ever
 * @param nextAttemptAt when it is sent next; null when it is not
 * @param lastStatus of the newest answer; null when there was none
 * @param lastError why the newest attempt failed; null when it did not
 * @param replayedBy who wanted it sent again; null when nobody did
 * @param body what is sent; of one delivery alone
 * @param requests each attempt, the oldest first; of one delivery alone
 */
record DeliveryView(
        UUID eventId,
        String type,
        @Nullable UUID tenantId,
        String subject,
        Instant time,
        DeliveryState state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable String replayedBy,
        @Nullable Instant replayedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonRawValue
        @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)
        @Nullable
        String body,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RequestView> requests) {
    /**
     * One attempt.
     *
     * @param number from 1
     * @param tookMillis from the look at the name to the end of the answer
     * @param status of the answer; null when there was none
     * @param error why there was none; null when there was one
     * @param answer the beginning of its body
     */
    @Schema(name = "WebhookRequestView")
    record RequestView(
            int number,
            Instant time,
            int tookMillis,
            String url,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String answer) {
        static RequestView of(Sent.Request request) {
            return new RequestView(
                    request.number(),
                    request.time(),
                    request.tookMs(),
                    request.url(),
                    request.status(),
                    request.error(),
                    request.answer());
        }
    }

    static DeliveryView of(Delivery delivery) {
        return of(delivery, null, null);
    }

    static DeliveryView of(Sent sent) {
        return of(
                sent.delivery(),
                sent.body(),
                sent.requests().stream().map(RequestView::of).toList());
    }

    private static DeliveryView of(Delivery delivery, @Nullable String body, @Nullable List<RequestView> requests) {
        return new DeliveryView(
                delivery.eventId(),
                delivery.type(),
                delivery.tenantId(),
                delivery.subject(),
                delivery.time(),
                delivery.state(),
                delivery.attempts(),
                delivery.dueAt(),
                delivery.createdAt(),
                delivery.endedAt(),
                delivery.lastStatus(),
                delivery.lastError(),
                delivery.replayedBy(),
                delivery.replayedAt(),
                body,
                requests);
    }
}
