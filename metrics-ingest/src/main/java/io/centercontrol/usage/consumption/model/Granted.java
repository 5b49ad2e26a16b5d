package io.centercontrol.usage.consumption.model;

/**
 * What is granted to a tenant and can be used up.
 *
 * @param unlimited there is no bound
 * @param most of a limit how many there may be at a time, of a meter how much may be used in a period; means nothing where there is
 *     no bound
 * @param hard whether what is more is refused, or only told of
 * @param period NONE of a limit, and of no meter
 */
public record Granted(String feature, Kind kind, boolean unlimited, long most, boolean hard, Period period) {
    public Granted {
        if ((kind == Kind.LIMIT) != (period == Period.NONE) || most < 0) {
            throw new IllegalArgumentException("%s grants %d of %s each %s".formatted(kind, most, feature, period));
        }
    }

    /** Whether another one has the same bound: then what was reached of this one was reached of that. */
    boolean isBoundAs(Granted other) {
        return kind == other.kind && period == other.period && unlimited == other.unlimited && most == other.most;
    }
}
