package io.centercontrol.provisioning.progress.model;

import java.time.Instant;

/**
 * One observed fact in the Kubernetes sense. Its type follows from where it stands: {@link #PROVISIONED}, {@link #EXPORTED}
 * or {@link #ERASED}.
 *
 * @param reason one word in CamelCase for machines
 * @param message a sentence for people; may be empty
 * @param since when {@code status} last became another one; a further failure does not move it
 */
public record Condition(Status status, String reason, String message, Instant since) {
    /** The service has provisioned the tenant at the desired version. */
    public static final String PROVISIONED = "Provisioned";

    /** The service has handed over what it holds of the tenant. */
    public static final String EXPORTED = "Exported";

    /** The service has erased what it held of the tenant. */
    public static final String ERASED = "Erased";

    /** Whether the fact holds. */
    public enum Status {
        UNKNOWN,
        TRUE,
        FALSE
    }

    /** The condition when a further attempt is asked for: what went wrong the last time stays to be seen until there is news. */
    Condition asked(Instant now) {
        return status == Status.FALSE ? this : becomes(Status.UNKNOWN, "AwaitingReport", "", now);
    }

    /** The condition when asking stops. */
    Condition held(Instant now) {
        return status == Status.FALSE
                ? this
                : becomes(Status.UNKNOWN, "Paused", "No attempt is asked for until it is resumed.", now);
    }

    /** The condition after a new observation. */
    Condition becomes(Status newStatus, String newReason, String newMessage, Instant now) {
        return new Condition(newStatus, newReason, newMessage, newStatus == status ? since : now);
    }
}
