package io.centercontrol.usage.consumption.model;

/**
 * What is counted of a feature: of a meter what was used in the present period of a kind, of a limit how many there are.
 *
 * @param period NONE of a limit
 */
public record Counted(String feature, Period period) {
    /** What is counted of a grant. */
    public static Counted of(Granted granted) {
        return new Counted(granted.feature(), granted.period());
    }
}
