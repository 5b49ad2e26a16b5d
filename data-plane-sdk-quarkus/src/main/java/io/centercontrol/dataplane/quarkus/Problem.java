package io.centercontrol.dataplane.quarkus;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as RFC 9457 has it.
 *
 * @param title the kind of refusal, always the same for a code
 * @param detail a sentence for people: what is wrong here, and what to do
 * @param code stable name of the rule, upper snake case
 * @param pointer JSON pointer (RFC 6901) of the field at fault; null when no single one is
 * @param facts further members
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String pointer,
        @JsonAnyGetter Map<String, Object> facts) {
    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        facts = Map.copyOf(facts);
    }

    /** A problem without a field at fault. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem("about:blank", title, status, detail, code, null, Map.of());
    }

    /** A problem with one field of the body. */
    public static Problem at(String pointer, String code, String title, String detail) {
        return new Problem("about:blank", title, 400, detail, code, pointer, Map.of());
    }

    /** The same with further members. */
    public Problem with(Map<String, Object> more) {
        return new Problem(type, title, status, detail, code, pointer, more);
    }
}
