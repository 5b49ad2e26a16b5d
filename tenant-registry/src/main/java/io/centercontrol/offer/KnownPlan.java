package io.centercontrol.offer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan or an add-on, as the plan service told of it last.
 *
 * @param version of the aggregate; rises with each change of it
 * @param published whether a version of it can be given to a tenant
 * @param onlyFor the one tenant that a custom package is for
 */
public record KnownPlan(
        String key,
        long version,
        String name,
        Kind kind,
        boolean published,
        @Nullable UUID onlyFor) {
    /** What it is; OTHER for a kind of tomorrow. */
    public enum Kind {
        PLAN,
        ADD_ON,
        OTHER
    }
}
