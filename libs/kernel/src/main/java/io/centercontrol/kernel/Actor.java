package io.centercontrol.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a change.
 *
 * @param id the token's subject, or the name of the service that acts by itself
 * @param name a name for people, if there is one
 */
public record Actor(String id, Kind kind, @Nullable String name) {
    /** Whether a person or client with a token acts, or a part of the platform on its own. */
    public enum Kind {
        USER,
        SERVICE
    }

    /** A part of the platform that acts on an event or on time. */
    public static Actor service(String name) {
        return new Actor(name, Kind.SERVICE, null);
    }

    /** The holder of a token. */
    public static Actor user(String subject, @Nullable String name) {
        return new Actor(subject, Kind.USER, name);
    }
}
