package io.centercontrol.provisioning.progress.model;

import java.time.Instant;

/**
 * One observed fact in the Kubernetes sense. The only type so far is {@link #PROVISIONED}: the service has provisioned the
 * tenant at the desired version.
 *
 * @param reason one word in CamelCase for machines
 * @param message a sentence for people; may be empty
 * @param since when {@code status} last became another one; a further failure does not move it
 */
public record Condition(Status status, String reason, String message, Instant since) {
    /** The condition's type in the API and in events. */
    public static final String PROVISIONED = "Provisioned";

    /** Whether the fact holds. */
    public enum Status {
        UNKNOWN,
        TRUE,
        FALSE
    }

    /** The condition after a new observation. */
    Condition becomes(Status newStatus, String newReason, String newMessage, Instant now) {
        return new Condition(newStatus, newReason, newMessage, newStatus == status ? since : now);
    }
}
