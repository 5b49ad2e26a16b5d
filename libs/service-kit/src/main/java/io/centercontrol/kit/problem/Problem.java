package io.centercontrol.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets when it does not get what it asked for (RFC 9457).
 *
 * @param status HTTP status
 * @param code stable name of the rule, upper snake case; clients decide on it
 * @param detail what is wrong here, and what to do about it
 * @param errors each value that breaks a rule, with its JSON pointer
 * @param facts further members, in the words of the API
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "errors"})
public record Problem(
        int status,
        String code,
        String detail,
        List<FieldError> errors,
        @JsonIgnore Map<String, Object> facts) {
    private static final String CODE = Problem.class.getName() + ".code";

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
        facts = Map.copyOf(facts);
    }

    /** One value that breaks a rule. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record FieldError(String pointer, String code, String detail) {}

    /** A problem without further members. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of());
    }

    /** A problem with one value that breaks a rule. */
    public static Problem at(String pointer, String code, String detail) {
        return new Problem(400, code, detail, List.of(new FieldError(pointer, code, detail)), Map.of());
    }

    /** A body of more bytes than its address takes. */
    public static Problem tooLarge(long mostBytes) {
        return of(413, "BODY_TOO_LARGE", "The body is larger than " + mostBytes + " bytes.");
    }

    /** A body, or what it says it is, that nothing here reads. */
    public static Problem mediaType() {
        return of(
                415, "MEDIA_TYPE_NOT_SUPPORTED", "Send application/json, or application/merge-patch+json with PATCH.");
    }

    /** Nobody is there who could be let in. */
    public static Problem tokenRequired() {
        return of(401, "TOKEN_REQUIRED", "Send a bearer token in the Authorization header.");
    }

    /** A token is there, but it opens nothing. */
    public static Problem tokenInvalid() {
        return of(
                401,
                "TOKEN_INVALID",
                "The bearer token is not accepted: it is malformed, expired, of another issuer or for another audience.");
    }

    /** The only place where a refusal becomes an HTTP status. */
    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotFound r -> of(404, r.code(), r.message());
            case Refusal.Conflict r -> new Problem(409, r.code(), r.message(), List.of(), r.facts());
            case Refusal.Stale r -> new Problem(412, r.code(), r.message(), List.of(), r.facts());
            case Refusal.Invalid r ->
                new Problem(
                        400,
                        r.code(),
                        r.message(),
                        r.violations().stream().map(Problem::error).toList(),
                        Map.of());
            case Refusal.Unavailable r -> of(503, r.code(), r.message());
        };
    }

    private static FieldError error(Violation violation) {
        return new FieldError(violation.pointer(), violation.code(), violation.message());
    }

    /** A URN made of the code: it identifies the problem's type and promises no page. */
    public String getType() {
        return "urn:center-control:problem:" + code;
    }

    /** The name of the HTTP status, as the RFC recommends for types that have no title of their own. */
    public String getTitle() {
        if (status == 422) {
            // RFC 9110; Jakarta REST does not know it.
            return "Unprocessable Content";
        }
        var known = Response.Status.fromStatusCode(status);
        return known == null ? "Problem" : known.getReasonPhrase();
    }

    /** The further members, at the top level of the JSON object. */
    @JsonAnyGetter
    public Map<String, Object> members() {
        return facts;
    }

    /** Leaves the code with the request, for who only looks at how it ends. */
    public void answers(RoutingContext request) {
        request.put(CODE, code);
    }

    /** The code of the problem that a request was answered with; null when it was none, or nobody left it there. */
    public static @Nullable String codeOf(RoutingContext request) {
        return request.get(CODE);
    }

    /** This problem as an answer. */
    public Response toResponse() {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(this)
                .build();
    }
}
