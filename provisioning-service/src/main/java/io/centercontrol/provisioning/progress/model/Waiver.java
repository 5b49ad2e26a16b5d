package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why one tenant's deletion goes on without the word of one service. What that service holds is then not known to be erased,
 * and the certificate says so.
 *
 * @param retired the service was retired; else it is about this one deletion, and two people decide on it
 * @param reason why, in words that stand in the certificate
 * @param by id of who retired the service, or asked for the waiver
 * @param at when it was asked for, or the service was retired
 * @param approvedBy id of the second person; null where none is needed, or while one is waited for
 * @param approvedAt when that person agreed
 */
public record Waiver(
        boolean retired,
        String reason,
        String by,
        Instant at,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt) {
    /** The reason of the condition of a service that two people waived. */
    public static final String WAIVED = "Waived";

    /** The reason of the condition of a service that was retired. */
    public static final String RETIRED = "Retired";

    /** Asked for by one person: it counts for nothing until another one agrees. */
    static Waiver askedFor(String reason, String by, Instant now) {
        return new Waiver(false, reason, by, now, null, null);
    }

    /** Since the service is there no more. */
    static Waiver of(Retirement retirement) {
        return new Waiver(true, retirement.reason(), retirement.by(), retirement.at(), null, null);
    }

    Waiver approved(String second, Instant now) {
        return new Waiver(retired, reason, by, at, second, now);
    }

    /** Whether the deletion goes on without the service. */
    public boolean counts() {
        return retired || approvedBy != null;
    }
}
