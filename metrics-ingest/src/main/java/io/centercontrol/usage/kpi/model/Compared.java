package io.centercontrol.usage.kpi.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A number beside what it was in the span before.
 *
 * @param value in the span; 0 when nothing was counted
 * @param before in the span before
 */
public record Compared(BigInteger value, BigInteger before) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Nothing, and nothing before. */
    public static final Compared NOTHING = new Compared(BigInteger.ZERO, BigInteger.ZERO);

    /** By how much it is more; negative when it is less. */
    public BigInteger change() {
        return value.subtract(before);
    }

    /** The same in percent of what was before, to one decimal; null when that was nothing or less. */
    public @Nullable BigDecimal changePercent() {
        return before.signum() <= 0
                ? null
                : new BigDecimal(change()).multiply(HUNDRED).divide(new BigDecimal(before), 1, RoundingMode.HALF_EVEN);
    }
}
