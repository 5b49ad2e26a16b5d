package io.centercontrol.flags.serving.sync;

import io.centercontrol.flags.serving.ServedFlag;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which flags a client follows: those whose metadata has all of these values.
 *
 * @param values by name; empty for all flags
 */
record Selector(Map<String, String> values) {
    private static final int MOST = 8;

    /**
     * Reads {@code owner=checkout,team=a}.
     *
     * @throws IllegalArgumentException when it is nothing of that kind
     */
    static Selector parse(String text) {
        var values = new TreeMap<String, String>();
        for (var part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            var at = part.indexOf('=');
            if (at < 1 || values.size() == MOST) {
                throw new IllegalArgumentException("A selector names metadata of flags: owner=checkout,team=a; at most "
                        + MOST + " of them, and all flags when it is empty.");
            }
            values.put(part.substring(0, at).strip(), part.substring(at + 1).strip());
        }
        return new Selector(values);
    }

    /** As it was written, with its names in their order; empty for all flags. */
    String text() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(","));
    }

    boolean selects(ServedFlag flag) {
        var metadata = flag.flag().metadata();
        return values.entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(String.valueOf(metadata.get(wanted.getKey()))));
    }
}
