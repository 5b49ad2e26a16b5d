package io.centercontrol.kit.gate;

import io.centercontrol.kernel.Ascii;
import io.centercontrol.kernel.WellFormed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The one reading of what stands in an address, that of the URL Standard (application/x-www-form-urlencoded): parameters are
 * parted at {@code &} alone, {@code +} is a blank in them, and bytes are UTF-8, strictly.
 */
final class QueryReading {
    private QueryReading() {}

    /** One parameter, decoded. */
    record Parameter(String name, String value) {}

    /** An address that has no reading. Has no stack trace: it is no defect. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String detail) {
            super(detail, null, false, false);
        }
    }

    /**
     * The parameters of a query, in their order.
     *
     * @param once whether each may come only once
     * @throws UnreadableException with what is wrong
     */
    static List<Parameter> parameters(String query, boolean once) throws UnreadableException {
        var all = new ArrayList<Parameter>();
        var names = new HashSet<String>();
        for (var part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            var end = part.indexOf('=');
            var name = text(end < 0 ? part : part.substring(0, end), true);
            var value = end < 0 ? "" : text(part.substring(end + 1), true);
            if (name.isEmpty()) {
                throw new UnreadableException("A parameter has no name.");
            }
            if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw new UnreadableException("A parameter must not contain the character U+0000.");
            }
            // Parameters are found whatever the case of their names.
            if (once && !names.add(Ascii.lower(name))) {
                throw new UnreadableException("A parameter comes twice: send it once.");
            }
            all.add(new Parameter(name, value));
        }
        return all;
    }

    /**
     * What a path, or a part of one, says: percent-encoded UTF-8.
     *
     * @throws UnreadableException with what is wrong
     */
    static String path(String path) throws UnreadableException {
        return text(path, false);
    }

    private static String text(String raw, boolean plusIsBlank) throws UnreadableException {
        if (isPlain(raw, plusIsBlank)) {
            return raw;
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (var at = 0; at < raw.length(); at++) {
            var one = raw.charAt(at);
            if (one == '%') {
                var high = digit(raw, at + 1);
                var low = digit(raw, at + 2);
                if (high < 0 || low < 0) {
                    throw new UnreadableException("A '%' is not followed by two hexadecimal digits: send %25 for one.");
                }
                bytes.write(high << 4 | low);
                at += 2;
            } else if (one > 0x7e || one < 0x21) {
                throw new UnreadableException(
                        "An address has ASCII characters: send others percent-encoded, as UTF-8.");
            } else {
                bytes.write(one == '+' && plusIsBlank ? ' ' : one);
            }
        }
        var decoded = bytes.toByteArray();
        if (!WellFormed.isUtf8(decoded, 0)) {
            throw new UnreadableException("What is percent-encoded is no UTF-8.");
        }
        return new String(decoded, StandardCharsets.UTF_8);
    }

    private static boolean isPlain(String raw, boolean plusIsBlank) {
        for (var at = 0; at < raw.length(); at++) {
            var one = raw.charAt(at);
            if (one == '%' || one > 0x7e || one < 0x21 || (one == '+' && plusIsBlank)) {
                return false;
            }
        }
        return true;
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }
}
