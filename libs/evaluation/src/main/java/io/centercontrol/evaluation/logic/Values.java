package io.centercontrol.evaluation.logic;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JSONLogic does to values: truth, equality, numbers and texts, as JavaScript's JSONLogic has them. */
final class Values {
    private static final int EXACT_DIGITS = 15;
    private static final double EXACT_INTEGERS = 1L << 53;

    private Values() {}

    static boolean truthy(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case String text -> !text.isEmpty();
            case Number number -> {
                var amount = number.doubleValue();
                yield amount != 0 && !Double.isNaN(amount);
            }
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    /** JavaScript's {@code ==}; a list and an object equal nothing. */
    static boolean looselyEqual(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof String text && right instanceof String other) {
            return text.equals(other);
        }
        return scalar(left) && scalar(right) && number(left) == number(right);
    }

    /** JavaScript's {@code ===}; a list and an object equal nothing. */
    static boolean strictlyEqual(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof Number number && right instanceof Number other) {
            return number.doubleValue() == other.doubleValue();
        }
        return scalar(left) && left.equals(right);
    }

    private static boolean scalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    static double number(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Number number -> number.doubleValue();
            case Boolean bool -> bool ? 1 : 0;
            case String text -> parse(text);
            default -> Double.NaN;
        };
    }

    /** A text as a number: plain integers without allocating, the rest as Java reads decimals. */
    private static double parse(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (start == end) {
            return 0;
        }
        var negative = text.charAt(start) == '-';
        var digits = negative || text.charAt(start) == '+' ? start + 1 : start;
        if (digits < end && end - digits <= EXACT_DIGITS) {
            var amount = 0L;
            var at = digits;
            for (; at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
                amount = amount * 10 + text.charAt(at) - '0';
            }
            if (at == end) {
                return negative ? -amount : amount;
            }
        }
        return decimal(text, start, end) ? Double.parseDouble(text.substring(start, end)) : Double.NaN;
    }

    /** Java reads more than JavaScript does: suffixes, hexadecimal fractions, "NaN". Only decimals pass. */
    private static boolean decimal(String text, int start, int end) {
        var digits = false;
        var exponent = false;
        for (var at = start; at < end; at++) {
            var unit = text.charAt(at);
            if (unit >= '0' && unit <= '9') {
                digits = true;
            } else if ((unit == 'e' || unit == 'E') && digits && !exponent) {
                exponent = true;
                digits = false;
            } else if (unit == '+' || unit == '-') {
                if (at != start && text.charAt(at - 1) != 'e' && text.charAt(at - 1) != 'E') {
                    return false;
                }
            } else if (unit != '.' || exponent || text.indexOf('.') != at) {
                return false;
            }
        }
        return digits;
    }

    /** A value as {@code cat} writes it: whole numbers without a fraction, nothing for null. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Number number -> text(number.doubleValue());
            case List<?> list -> joined(list);
            case Map<?, ?> map -> "[object Object]";
            default -> value.toString();
        };
    }

    private static String joined(List<?> list) {
        var text = new StringBuilder();
        for (var at = 0; at < list.size(); at++) {
            Fault.whenTooLong(
                    text.append(at == 0 ? "" : ",").append(text(list.get(at))).length());
        }
        return text.toString();
    }

    static String text(double number) {
        return whole(number) ? Long.toString((long) number) : Double.toString(number);
    }

    static boolean whole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= EXACT_INTEGERS;
    }

    /** A member of an object or an element of a list. */
    static @Nullable Object member(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (value instanceof List<?> list) {
            var index = index(name);
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    private static int index(String name) {
        if (name.isEmpty() || name.length() > 9) {
            return -1;
        }
        var index = 0;
        for (var at = 0; at < name.length(); at++) {
            var unit = name.charAt(at);
            if (unit < '0' || unit > '9') {
                return -1;
            }
            index = index * 10 + unit - '0';
        }
        return index;
    }
}
