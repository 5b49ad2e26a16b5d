package io.centercontrol.dataplane;

/** What holds of one feature for a tenant. A kind that this SDK has never heard of is nothing at all, and allows nothing. */
public sealed interface Grant {
    /** No bound. */
    long UNLIMITED = Long.MAX_VALUE;

    /** The feature's key. */
    String feature();

    /** On or off. */
    record Switch(String feature, boolean on) implements Grant {}

    /**
     * How many there may be at a time.
     *
     * @param most 0 or more; {@link #UNLIMITED} for any number
     * @param hard whether more is refused, or only told of
     */
    record Limit(String feature, long most, boolean hard) implements Grant {}

    /**
     * How much may be used in a period.
     *
     * @param amount 0 or more; {@link #UNLIMITED} for any amount
     */
    record Meter(String feature, long amount, Period period) implements Grant {}

    /** When a meter starts over, in UTC. */
    enum Period {
        DAY,
        MONTH
    }
}
