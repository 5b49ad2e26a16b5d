package io.centercontrol.chaos.load;

import io.centercontrol.chaos.history.Subject;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One change as a request, which can be asked for again.
 *
 * @param op names the change; it is the Idempotency-Key too
 * @param verb what it is, in a word
 * @param subject what it changes; null for a tenant that is to be registered
 * @param service who is asked
 * @param match the version that it must find, {@link #ANY} for any, {@link #NONE} where there must be none yet
 */
public record Wish(
        String op,
        String verb,
        @Nullable Subject subject,
        String service,
        String method,
        String path,
        @Nullable Object body,
        long match) {
    /** Whatever version there is. */
    static final long ANY = -1;
    /** There must be none yet. */
    static final long NONE = 0;

    /** What is to hold afterwards, where asking twice makes nothing twice (RFC 9110 §9.2.2); empty elsewhere. */
    String wants() {
        if (!method.equals("PUT") || !(body instanceof Map<?, ?> fields)) {
            return "";
        }
        var said = new TreeMap<Object, Object>(fields);
        said.remove("reason");
        return path + " " + said;
    }

    /** Whether a careful client asks for it again: it has a key, and nothing that will be out of date. */
    boolean isRepeatable() {
        return method.equals("POST") && match == ANY;
    }
}
