package io.centercontrol.dataplane.view;

import java.net.IDN;
import java.util.Locale;

/**
 * Host names as they are compared: lower-case ASCII (A-labels), without port and without the trailing dot of the root. A
 * name in letters of other alphabets is turned into its A-labels; one that has none stays as it is, and nobody's.
 */
public final class Hosts {
    private Hosts() {}

    /** The comparable form of a {@code Host} header's value. */
    public static String normalize(String host) {
        var name = host.strip();
        if (name.startsWith("[")) {
            var end = name.indexOf(']');
            return end < 0 ? name : name.substring(0, end + 1).toLowerCase(Locale.ROOT);
        }
        var colon = name.indexOf(':');
        if (colon >= 0) {
            name = name.substring(0, colon);
        }
        name = ascii(name);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** Nearly all names are ASCII already, and this is asked with each request. */
    private static String ascii(String name) {
        for (var at = 0; at < name.length(); at++) {
            if (name.charAt(at) > 127) {
                try {
                    return IDN.toASCII(name);
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    return name;
                }
            }
        }
        return name;
    }
}
