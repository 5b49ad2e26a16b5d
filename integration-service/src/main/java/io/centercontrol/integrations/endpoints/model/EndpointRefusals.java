package io.centercontrol.integrations.endpoints.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;
import java.util.UUID;

/** Why an endpoint is not found, not made or not changed. */
public final class EndpointRefusals {
    private EndpointRefusals() {}

    /** There is none of this id, or none any more. */
    public static RefusedException notFound(UUID id) {
        return new Refusal.NotFound("WEBHOOK_ENDPOINT_NOT_FOUND", "There is no webhook endpoint " + id + ".")
                .asException();
    }

    /** Each event is held against all of them. */
    public static RefusedException tooMany(long most) {
        return new Refusal.Conflict(
                        "TOO_MANY_WEBHOOK_ENDPOINTS",
                        "There are %,d webhook endpoints, and more there must not be: remove one that nobody needs."
                                .formatted(most),
                        Map.of("most", most))
                .asException();
    }

    /** Nothing is sent to it now. */
    public static RefusedException disabled(UUID id, Disabled why) {
        return new Refusal.Conflict(
                        "WEBHOOK_ENDPOINT_DISABLED",
                        "The webhook endpoint " + id + " is disabled, so that nothing is sent to it. Enable it first.",
                        Map.of("disabled", why.name()))
                .asException();
    }
}
