package io.centercontrol.dataplane.consumption;

import io.centercontrol.dataplane.Grant;
import io.centercontrol.kernel.TenantId;

/** What was used here and may be missing in what the platform has told. */
@FunctionalInterface
public interface OwnFigures {
    /** When nothing was told. */
    long NEVER = Long.MIN_VALUE;

    /**
     * How much it is, in the present period; 0 when there is nothing.
     *
     * @param meter the key of the meter, which is its feature's
     * @param toldMillis of when the platform's figure is, in milliseconds since 1970; {@link #NEVER} when there is none
     */
    long of(TenantId tenant, String meter, Grant.Period period, long toldMillis, long nowMillis);
}
