package io.centercontrol.provisioning.ledger.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one instance and one event. */
public sealed interface Verdict {
    /**
     * It obeys the change.
     *
     * @param at append time of its first position past it; null when the marks of that time are not kept any more
     */
    record Applied(@Nullable Instant at) implements Verdict {}

    /** It could not read the change and serves without it. */
    record Quarantined() implements Verdict {}

    /** Its SDK does not follow the topic at all: it serves without the change, and will until it is upgraded. */
    record NotFollowing() implements Verdict {}

    /**
     * It is not past the change, but its lease has run out since: it refuses.
     *
     * @param at from when on that is certain
     */
    record LeaseOut(Instant at) implements Verdict {}

    /** It takes no lease and has not been heard: it may serve without the change. */
    record Unreachable(Instant since) implements Verdict {}

    /**
     * It is on its way.
     *
     * @param leaseOutAt when it will refuse at the latest; null when it takes no lease
     */
    record Waiting(@Nullable Instant leaseOutAt) implements Verdict {}

    /** The verdict's name in the API. */
    default String word() {
        return switch (this) {
            case Applied _ -> "APPLIED";
            case Quarantined _ -> "QUARANTINED";
            case NotFollowing _ -> "NOT_FOLLOWING";
            case LeaseOut _ -> "LEASE_OUT";
            case Unreachable _ -> "UNREACHABLE";
            case Waiting _ -> "WAITING";
        };
    }
}
