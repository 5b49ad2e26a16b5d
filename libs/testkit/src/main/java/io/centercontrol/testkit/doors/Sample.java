package io.centercontrol.testkit.doors;

import io.centercontrol.parts.tokens.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that one operation answers with a success.
 *
 * @param path with all parameters filled in, and the query that it needs
 * @param body JSON; null for none
 * @param look an address whose answer changes when the operation does something; null for none
 * @param token null for one of the role
 */
public record Sample(
        String path,
        @Nullable String body,
        String contentType,
        Map<String, String> headers,
        Role role,
        @Nullable String look,
        @Nullable String token) {
    public Sample {
        headers = Map.copyOf(headers);
    }

    /** One without a body. */
    public static Sample of(String path) {
        return new Sample(path, null, "application/json", Map.of(), Role.PLATFORM_ADMIN, null, null);
    }

    /** One with a body. */
    public static Sample of(String path, String body) {
        return new Sample(path, body, "application/json", Map.of(), Role.PLATFORM_ADMIN, null, null);
    }

    /** The same with a header. */
    public Sample with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Sample(path, body, contentType, all, role, look, token);
    }

    /** The same with another media type. */
    public Sample as(String type) {
        return new Sample(path, body, type, headers, role, look, token);
    }

    /** The same with a token of its own. */
    public Sample by(String bearer) {
        return new Sample(path, body, contentType, headers, role, look, bearer);
    }

    /** The same with an address that tells whether something happened. */
    public Sample seenAt(String address) {
        return new Sample(path, body, contentType, headers, role, address, token);
    }
}
