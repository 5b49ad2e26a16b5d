package io.centercontrol.audit.retention.model;

import java.time.Duration;

/**
 * For how long something is kept in effect.
 *
 * @param period within what governance allows
 * @param source where it comes from
 * @param isClamped whether governance allows less, or demands more, than was set
 */
public record Term(Duration period, Source source, boolean isClamped) {
    /** Where a term comes from; of several the last counts. */
    public enum Source {
        /** The configuration. */
        DEFAULT,
        /** A policy of the platform for the category. */
        PLATFORM,
        /** A tenant's policy for all categories. */
        TENANT,
        /** A tenant's policy for the category. */
        TENANT_CATEGORY
    }
}
