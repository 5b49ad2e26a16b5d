package io.centercontrol.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an evaluation gives. Made when the flag is compiled, one for each variant and reason. Immutable. */
public final class Resolution {
    private final @Nullable Object value;
    private final @Nullable String variant;
    private final Reason reason;
    private final @Nullable ErrorCode error;
    private final @Nullable String message;

    /** Primitive copies, so that a typed call reads a field and asks no type. */
    final boolean truth;

    final int types;
    final int number;
    final long longNumber;
    final double decimal;

    private Resolution(
            @Nullable Object value,
            @Nullable String variant,
            Reason reason,
            @Nullable ErrorCode error,
            @Nullable String message) {
        this.value = value;
        this.variant = variant;
        this.reason = reason;
        this.error = error;
        this.message = message;
        this.types = types(value);
        this.truth = value instanceof Boolean bool && bool;
        this.decimal = value instanceof Number amount ? amount.doubleValue() : 0;
        this.number = (int) decimal;
        this.longNumber = (long) decimal;
    }

    static Resolution of(Object value, String variant, Reason reason) {
        return new Resolution(value, variant, reason, null, null);
    }

    /** The caller's own default counts. */
    static Resolution withoutValue(Reason reason) {
        return new Resolution(null, null, reason, null, null);
    }

    static Resolution error(ErrorCode error, String message) {
        return new Resolution(null, null, Reason.ERROR, error, message);
    }

    private static int types(@Nullable Object value) {
        return switch (value) {
            case Boolean bool -> bit(ValueType.BOOLEAN);
            case String text -> bit(ValueType.STRING);
            case Map<?, ?> object -> bit(ValueType.OBJECT);
            case Number amount -> {
                var decimal = amount.doubleValue();
                var whole = decimal == Math.rint(decimal);
                yield bit(ValueType.DOUBLE)
                        | (whole ? bit(ValueType.LONG) : 0)
                        | (whole && decimal == (int) decimal ? bit(ValueType.INTEGER) : 0);
            }
            case null -> 0;
            default -> 0;
        };
    }

    private static int bit(ValueType type) {
        return 1 << type.ordinal();
    }

    /** The flag's value; null when the caller's own default counts. */
    public @Nullable Object value() {
        return value;
    }

    /** The variant's name; null when there is no value. */
    public @Nullable String variant() {
        return variant;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What went wrong; null unless the reason is ERROR. */
    public @Nullable ErrorCode error() {
        return error;
    }

    /** What went wrong, for people; null unless the reason is ERROR. */
    public @Nullable String message() {
        return message;
    }

    /** Whether a caller of this type can take the value; false when there is none. */
    public boolean fits(ValueType type) {
        return (types & bit(type)) != 0;
    }

    /** The value of a boolean flag; the caller's own when there is none, or one of another type. */
    public boolean booleanOr(boolean fallback) {
        return fits(ValueType.BOOLEAN) ? truth : fallback;
    }

    /** The same of a text. */
    public String stringOr(String fallback) {
        return value instanceof String text ? text : fallback;
    }

    /** The same of a whole number. */
    public long longOr(long fallback) {
        return fits(ValueType.LONG) ? longNumber : fallback;
    }

    /** The same of a number. */
    public double doubleOr(double fallback) {
        return fits(ValueType.DOUBLE) ? decimal : fallback;
    }

    /** The same of an object, an immutable map. */
    public Object objectOr(Object fallback) {
        return value instanceof Map<?, ?> object ? object : fallback;
    }

    @Override
    public String toString() {
        return reason
                + (error == null ? "" : " " + error + " (" + message + ")")
                + (variant == null ? "" : " " + variant)
                + (value == null ? "" : " = " + value);
    }
}
