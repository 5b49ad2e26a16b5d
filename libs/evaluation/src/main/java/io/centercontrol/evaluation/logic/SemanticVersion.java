package io.centercontrol.evaluation.logic;

/**
 * Compares semantic versions (semver.org 2.0.0) in place, so that nothing is allocated. As in flagd, a leading "v" is
 * overlooked, and "1" and "1.2" stand for "1.0.0" and "1.2.0".
 */
final class SemanticVersion {
    private static final int MOST_DIGITS = 16;

    private SemanticVersion() {}

    static boolean valid(String text) {
        var at = start(text);
        for (var part = 0; part < 3; part++) {
            var end = digits(text, at);
            if (end == at || end - at > MOST_DIGITS || end - at > 1 && text.charAt(at) == '0') {
                return false;
            }
            at = end;
            if (part < 2) {
                if (at == text.length()) {
                    return true;
                }
                if (text.charAt(at++) != '.') {
                    return false;
                }
            }
        }
        if (at < text.length() && text.charAt(at) == '-') {
            at = identifiers(text, at + 1, true);
        }
        if (at >= 0 && at < text.length() && text.charAt(at) == '+') {
            at = identifiers(text, at + 1, false);
        }
        return at == text.length();
    }

    /** Where the dotted identifiers end, or -1 when they are none. */
    private static int identifiers(String text, int from, boolean numbersWithoutZeroes) {
        var at = from;
        while (true) {
            var end = identifier(text, at);
            if (end == at) {
                return -1;
            }
            if (numbersWithoutZeroes && end - at > 1 && text.charAt(at) == '0' && digits(text, at) == end) {
                return -1;
            }
            if (end == text.length() || text.charAt(end) != '.') {
                return end;
            }
            at = end + 1;
        }
    }

    /** Compares two valid ones by precedence: what follows a plus does not count. */
    static int compare(String left, String right) {
        for (var part = 0; part < 3; part++) {
            var order = Long.compare(part(left, part), part(right, part));
            if (order != 0) {
                return order;
            }
        }
        return compareReleases(left, right);
    }

    /** The major (0), minor (1) or patch (2) version of a valid one. */
    static long part(String text, int part) {
        var at = start(text);
        for (var before = 0; before < part; before++) {
            at = digits(text, at) + 1;
            if (at >= text.length()) {
                return 0;
            }
        }
        var number = 0L;
        for (; at < text.length() && digit(text.charAt(at)); at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private static int compareReleases(String left, String right) {
        var at = release(left);
        var other = release(right);
        if (at < 0 || other < 0) {
            return Boolean.compare(at < 0, other < 0);
        }
        while (true) {
            var end = identifier(left, at);
            var otherEnd = identifier(right, other);
            var order = compareIdentifiers(left, at, end, right, other, otherEnd);
            if (order != 0) {
                return order;
            }
            var more = end < left.length() && left.charAt(end) == '.';
            var otherMore = otherEnd < right.length() && right.charAt(otherEnd) == '.';
            if (!more || !otherMore) {
                return Boolean.compare(more, otherMore);
            }
            at = end + 1;
            other = otherEnd + 1;
        }
    }

    private static int compareIdentifiers(String left, int at, int end, String right, int other, int otherEnd) {
        var number = digits(left, at) == end;
        var otherNumber = digits(right, other) == otherEnd;
        if (number != otherNumber) {
            return number ? -1 : 1;
        }
        if (number && end - at != otherEnd - other) {
            return Integer.compare(end - at, otherEnd - other);
        }
        for (var offset = 0; at + offset < end && other + offset < otherEnd; offset++) {
            var order = Character.compare(left.charAt(at + offset), right.charAt(other + offset));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(end - at, otherEnd - other);
    }

    /** Where the pre-release begins, or -1. */
    private static int release(String text) {
        for (var at = 0; at < text.length() && text.charAt(at) != '+'; at++) {
            if (text.charAt(at) == '-') {
                return at + 1;
            }
        }
        return -1;
    }

    private static int start(String text) {
        return !text.isEmpty() && (text.charAt(0) == 'v' || text.charAt(0) == 'V') ? 1 : 0;
    }

    private static int digits(String text, int from) {
        var at = from;
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int identifier(String text, int from) {
        var at = from;
        while (at < text.length()) {
            var unit = text.charAt(at);
            if (!digit(unit) && unit != '-' && (unit < 'a' || unit > 'z') && (unit < 'A' || unit > 'Z')) {
                return at;
            }
            at++;
        }
        return at;
    }

    private static boolean digit(char unit) {
        return unit >= '0' && unit <= '9';
    }
}
