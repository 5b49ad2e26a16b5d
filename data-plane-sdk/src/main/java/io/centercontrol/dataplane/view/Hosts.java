package io.centercontrol.dataplane.view;

import java.util.Locale;

/** Host names as they are compared: lower-case, without port and without the trailing dot of the root. */
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
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
