package io.centercontrol.flags.serving;

import java.util.List;
import java.util.Map;

/**
 * All flags at one moment.
 *
 * @param flags by key, in the keys' order
 * @param byKey the same to look one up
 * @param etag the same on every instance that has the same flags, in quotes
 * @param since Unix seconds of when this instance heard of it
 */
public record Board(List<ServedFlag> flags, Map<String, ServedFlag> byKey, String etag, long since) {
    public Board {
        flags = List.copyOf(flags);
        byKey = Map.copyOf(byKey);
    }
}
