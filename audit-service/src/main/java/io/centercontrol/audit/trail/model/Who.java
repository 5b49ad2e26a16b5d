package io.centercontrol.audit.trail.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, as far as it is known.
 *
 * @param id the token's subject, or the service that acted by itself; null when nobody proved to be anybody
 * @param kind USER, SERVICE or UNKNOWN
 * @param name for people
 * @param issuer who vouches for the id
 * @param roles of the token
 * @param onBehalfOf for whom (RFC 8693, {@code act})
 * @param address of the network
 * @param client the program
 */
public record Who(
        @Nullable String id,
        String kind,
        @Nullable String name,
        @Nullable String issuer,
        List<String> roles,
        @Nullable String onBehalfOf,
        @Nullable String address,
        @Nullable String client) {
    public Who {
        roles = List.copyOf(roles);
    }

    /** Of whom a change of state tells no more. */
    public static Who of(@Nullable String id, String kind, @Nullable String name) {
        return new Who(id, kind, name, null, List.of(), null, null, null);
    }
}
