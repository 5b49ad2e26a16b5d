package io.centercontrol.tlog;

import java.util.Base64;

/** Numbers and base64 that can be written in one way only, so that one thing has one text. */
final class Text {
    private static final int MOST_DIGITS = 19;

    private Text() {}

    /**
     * A decimal number without a sign and without zeroes in front.
     *
     * @throws InvalidFormat when it is none, or more than a long holds
     */
    static long number(String text, String what) {
        var plain = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (plain) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                // told below: nineteen digits can be too much
            }
        }
        throw new InvalidFormat(what + " is no plain decimal number: '" + shown(text) + "'");
    }

    /**
     * The bytes of a text of standard base64 with padding.
     *
     * @throws InvalidFormat when it is none, or not the one that these bytes have
     */
    static byte[] base64(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below, like bits that nobody reads
        }
        throw new InvalidFormat("no base64: '" + shown(text) + "'");
    }

    /** As much of a text as belongs into a message. */
    static String shown(String text) {
        var bound = 60;
        return text.length() <= bound ? text : text.substring(0, bound) + "…";
    }
}
