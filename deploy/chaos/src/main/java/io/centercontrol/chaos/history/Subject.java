package io.centercontrol.chaos.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Whose versions an entry tells of: one aggregate. Written as {@code cc.flags.v1/new-checkout}.
 *
 * @param topic the state topic that it stands on
 * @param key its records' key, which may hold slashes
 */
public record Subject(String topic, String key) {
    private static final String TENANTS = "cc.tenants.v1";

    /** A tenant. */
    public static Subject tenant(UUID id) {
        return new Subject(TENANTS, id.toString());
    }

    /** Of what is written in a history. */
    @JsonCreator
    public static Subject parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' names no topic and key");
        }
        return new Subject(text.substring(0, slash), text.substring(slash + 1));
    }

    public boolean isTenant() {
        return topic.equals(TENANTS);
    }

    @JsonValue
    @Override
    public String toString() {
        return topic + "/" + key;
    }
}
