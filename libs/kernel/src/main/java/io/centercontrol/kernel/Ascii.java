package io.centercontrol.kernel;

/**
 * Upper and lower case where it decides something. Unicode's case joins letters that are different ones: a dotless i and an i
 * have one capital, and the sign of the kelvin has the small letter k.
 */
public final class Ascii {
    private static final int TO_LOWER = 'a' - 'A';

    private Ascii() {}

    /** The text with A to Z as a to z; every other letter stays. */
    public static String lower(String text) {
        return mapped(text, 'A', 'Z', TO_LOWER);
    }

    /** The text with a to z as A to Z; every other letter stays. */
    public static String upper(String text) {
        return mapped(text, 'a', 'z', -TO_LOWER);
    }

    private static String mapped(String text, char first, char last, int by) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= first && text.charAt(at) <= last) {
                var mapped = new StringBuilder(text);
                for (var next = at; next < text.length(); next++) {
                    var unit = text.charAt(next);
                    if (unit >= first && unit <= last) {
                        mapped.setCharAt(next, (char) (unit + by));
                    }
                }
                return mapped.toString();
            }
        }
        return text;
    }
}
