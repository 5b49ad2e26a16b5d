package io.centercontrol.kit.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Credentials;
import io.centercontrol.kit.security.ForeignServiceException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Makes a problem of everything that a request can fail with. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        return Problem.of(e.refusal()).toResponse();
    }

    @ServerExceptionMapper
    Response unconditional(PreconditionRequiredException e) {
        return Problem.of(
                        428,
                        "IF_MATCH_REQUIRED",
                        "Say which version the change is based on: send If-Match with the ETag of your last read.")
                .toResponse();
    }

    @ServerExceptionMapper
    Response reused(IdempotencyKeyReusedException e) {
        return Problem.of(
                        422,
                        "IDEMPOTENCY_KEY_REUSED",
                        "This Idempotency-Key was used with another body. Take a new key for a new request.")
                .toResponse();
    }

    // The framework would answer some of these itself with an empty body, unless each has a mapper of its own.
    @ServerExceptionMapper(priority = 1)
    Response mismatched(MismatchedInputException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper(priority = 1)
    Response unparsable(JsonParseException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper(priority = 1)
    Response unmapped(JsonMappingException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper(priority = 1)
    Response unprocessable(JsonProcessingException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e) {
        return challenge(Credentials.CHALLENGE, Problem.tokenRequired());
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException e) {
        return challenge(Credentials.INVALID_TOKEN, Problem.tokenInvalid());
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return challenge(
                Credentials.INSUFFICIENT_SCOPE,
                Problem.of(403, "ROLE_REQUIRED", "The token carries no role that may do this."));
    }

    @ServerExceptionMapper
    Response foreign(ForeignServiceException e) {
        return Problem.of(
                        403,
                        "NOT_YOUR_SERVICE",
                        "This takes a token that is bound to the tenant service '" + e.service() + "' by the claim "
                                + Caller.SERVICE_CLAIM + ".")
                .toResponse();
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        if (unreadableCause(e) instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        if (e.getResponse().getEntity() instanceof Problem said) {
            return said.toResponse();
        }
        var status = e.getResponse().getStatus();
        var problem = switch (status) {
            case 400 -> Problem.of(400, "BAD_REQUEST", "The request cannot be understood.");
            case 404 -> Problem.of(404, "NOT_FOUND", "There is nothing at this address.");
            case 405 -> Problem.of(405, "METHOD_NOT_ALLOWED", "This address does not take this method.");
            case 406 -> Problem.of(406, "NOT_ACCEPTABLE", "Accept what the answer is; most are application/json.");
            case 413 -> Problem.of(413, "BODY_TOO_LARGE", "The body is larger than this address takes.");
            case 415 -> Problem.mediaType();
            default -> status < 500 ? Problem.of(status, "REQUEST_REFUSED", "The request is refused.") : internal(e);
        };
        var response = Response.fromResponse(problem.toResponse());
        var allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        return internal(e).toResponse();
    }

    private static Problem internal(Throwable e) {
        LOG.error("a request failed", e);
        return Problem.of(500, "INTERNAL_ERROR", "Something went wrong here. It is in the log; nothing was changed.");
    }

    private static Response challenge(String challenge, Problem problem) {
        return Response.fromResponse(problem.toResponse())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    private static @Nullable Throwable unreadableCause(Throwable e) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException) {
                return cause;
            }
        }
        return null;
    }

    /** What is wrong with a JSON document, without telling the names of our classes. */
    public static Problem describe(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException u ->
                Problem.at(
                        pointer(u),
                        "UNKNOWN_FIELD",
                        "There is no field '%s'. Known are: %s."
                                .formatted(
                                        u.getPropertyName(),
                                        u.getKnownPropertyIds() == null
                                                ? "none"
                                                : u.getKnownPropertyIds().stream()
                                                        .map(String::valueOf)
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
            case InvalidFormatException f
            when f.getTargetType() != null && f.getTargetType().isEnum() ->
                Problem.at(
                        pointer(f),
                        "INVALID_VALUE",
                        "Must be one of "
                                + Arrays.stream(f.getTargetType().getEnumConstants())
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "))
                                + ".");
            case MismatchedInputException m
            when isTrailing(m) -> Problem.of(400, "MALFORMED_JSON", "The body has more than one JSON value.");
            case MismatchedInputException m ->
                Problem.at(pointer(m), "WRONG_TYPE", "The value is missing or not of the expected type.");
            case JsonMappingException m
            when m.getCause() instanceof StreamConstraintsException limits -> tooComplex(pointer(m), limits);
            case StreamConstraintsException limits -> tooComplex("", limits);
            case JsonMappingException m
            when m.getCause() instanceof InputCoercionException number -> outOfRange(pointer(m), number);
            case InputCoercionException number -> outOfRange("", number);
            case JsonMappingException m
            when m.getCause() instanceof IllegalArgumentException ->
                Problem.at(pointer(m), "INVALID_VALUE", "The value is not valid.");
            default -> {
                var at = e.getLocation();
                yield Problem.of(
                        400,
                        "MALFORMED_JSON",
                        "The body is not well-formed JSON in UTF-8"
                                + (at == null
                                        ? "."
                                        : " (line %d, column %d).".formatted(at.getLineNr(), at.getColumnNr())));
            }
        };
    }

    /** Jackson tells by its words alone which of its limits it is. */
    private static Problem tooComplex(String pointer, StreamConstraintsException e) {
        return Problem.at(
                pointer,
                "TOO_COMPLEX",
                e.getOriginalMessage().contains("depth")
                        ? "The body is nested deeper than " + StrictJson.MOST_LEVELS + " levels: flatten it."
                        : "A number or a name in the body is too long: a number has at most 1,000 digits.");
    }

    private static Problem outOfRange(String pointer, InputCoercionException e) {
        var isInt = e.getTargetType() == int.class || e.getTargetType() == Integer.class;
        return Problem.at(
                pointer,
                "OUT_OF_RANGE",
                "The number is out of range: this takes whole numbers from %d to %d."
                        .formatted(
                                isInt ? Integer.MIN_VALUE : Long.MIN_VALUE,
                                isInt ? Integer.MAX_VALUE : Long.MAX_VALUE));
    }

    /** Jackson tells it by its words alone. */
    private static boolean isTrailing(MismatchedInputException e) {
        return e.getPath().isEmpty() && e.getOriginalMessage().startsWith("Trailing token");
    }

    private static Response unreadable(JsonProcessingException e) {
        return describe(e).toResponse();
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }
}
