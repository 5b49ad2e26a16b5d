package io.centercontrol.dataplane.view;

import io.centercontrol.kernel.Ascii;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Host names as they are compared: lower-case ASCII (A-labels), without port and without the trailing dot of the root. A
 * name in letters of other alphabets, which no HTTP client sends, is turned into its A-labels; one that has none, or none that
 * is beyond doubt, stays as it is, and nobody's.
 */
public final class Hosts {
    /** What people type for a dot, and browsers take for one. */
    private static final Pattern DOT = Pattern.compile("[.\u3002\uff0e\uff61]");

    private Hosts() {}

    /** The comparable form of a {@code Host} header's value. */
    public static String normalize(String host) {
        var name = host.strip();
        if (name.startsWith("[")) {
            var end = name.indexOf(']');
            return end < 0 ? name : Ascii.lower(name.substring(0, end + 1));
        }
        var colon = name.indexOf(':');
        if (colon >= 0) {
            name = name.substring(0, colon);
        }
        name = ascii(name);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        return Ascii.lower(name);
    }

    /** Nearly all names are ASCII already, and this is asked with each request. */
    private static String ascii(String name) {
        for (var at = 0; at < name.length(); at++) {
            if (name.charAt(at) > 127) {
                return Arrays.stream(DOT.split(name, -1)).map(ALabels::of).collect(Collectors.joining("."));
            }
        }
        return name;
    }
}
