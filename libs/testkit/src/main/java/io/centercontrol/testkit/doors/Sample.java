package io.centercontrol.testkit.doors;

import io.centercontrol.parts.tokens.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that one operation answers with a success. Its body is the example of the document, so that what a reader sees there
 * is what the service takes.
 *
 * @param path with all parameters filled in, and the query that it needs
 * @param said what stands in the body in place of what the example says there, by the name of the field
 * @param look an address whose answer changes when the operation does something; null for none
 * @param token null for one of the role
 * @param content the body of an operation that takes no JSON; null for the document's example
 */
public record Sample(
        String path,
        Map<String, Object> said,
        String contentType,
        Map<String, String> headers,
        Role role,
        @Nullable String look,
        @Nullable String token,
        @Nullable String content) {
    public Sample {
        said = Map.copyOf(said);
        headers = Map.copyOf(headers);
    }

    /** One that says what the example says, when the operation takes a body. */
    public static Sample of(String path) {
        return new Sample(path, Map.of(), "application/json", Map.of(), Role.PLATFORM_ADMIN, null, null, null);
    }

    /** The same with another value of a field of the body; what must be new each time, or be there. */
    public Sample saying(String field, Object value) {
        var all = new HashMap<>(said);
        all.put(field, value);
        return new Sample(path, all, contentType, headers, role, look, token, content);
    }

    /** The same with a header. */
    public Sample with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Sample(path, said, contentType, all, role, look, token, content);
    }

    /** The same with another media type. */
    public Sample as(String type) {
        return new Sample(path, said, type, headers, role, look, token, content);
    }

    /** The same with a token of its own. */
    public Sample by(String bearer) {
        return new Sample(path, said, contentType, headers, role, look, bearer, content);
    }

    /** The same with an address that tells whether something happened. */
    public Sample seenAt(String address) {
        return new Sample(path, said, contentType, headers, role, address, token, content);
    }

    /** The same with a body that is no JSON. */
    public Sample sending(String type, String text) {
        return new Sample(path, said, type, headers, role, look, token, text);
    }
}
