package io.centercontrol.kit.openapi;

import io.centercontrol.kit.problem.Problem;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.UnavailableWhen;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** How operations refuse: with which status, and always with a problem (RFC 9457). */
final class Problems {
    private static final String BAD_REQUEST = "400";
    private static final String UNAUTHORIZED = "401";
    private static final String FORBIDDEN = "403";
    private static final String NOT_FOUND = "404";
    private static final String NOT_ACCEPTABLE = "406";
    private static final String CONFLICT = "409";
    private static final String LENGTH_REQUIRED = "411";
    private static final String PRECONDITION_FAILED = "412";
    private static final String CONTENT_TOO_LARGE = "413";
    private static final String UNSUPPORTED_MEDIA_TYPE = "415";
    private static final String KEY_REUSED = "422";
    private static final String PRECONDITION_REQUIRED = "428";
    private static final String TOO_MANY_REQUESTS = "429";
    private static final String UNAVAILABLE = "503";

    /** What each status is called, and what it means. */
    private static final Map<String, List<String>> ALL = Map.ofEntries(
            Map.entry(
                    BAD_REQUEST,
                    List.of("BadRequest", "The request breaks a rule; `errors` says which value, and where.")),
            Map.entry(UNAUTHORIZED, List.of("Unauthorized", "There is no token, or it is not accepted.")),
            Map.entry(FORBIDDEN, List.of("Forbidden", "The token may not do this.")),
            Map.entry(NOT_FOUND, List.of("NotFound", "What the address names is not there.")),
            Map.entry(
                    CONFLICT,
                    List.of("Conflict", "It does not go with how things are; `code` and further members say why.")),
            Map.entry(NOT_ACCEPTABLE, List.of("NotAcceptable", "`Accept` leaves out what the answer is.")),
            Map.entry(LENGTH_REQUIRED, List.of("LengthRequired", "The body comes without its Content-Length.")),
            Map.entry(
                    PRECONDITION_FAILED,
                    List.of("PreconditionFailed", "It was changed since the version in If-Match.")),
            Map.entry(CONTENT_TOO_LARGE, List.of("ContentTooLarge", "The body is too large.")),
            Map.entry(UNSUPPORTED_MEDIA_TYPE, List.of("UnsupportedMediaType", "The body is of another media type.")),
            Map.entry(
                    KEY_REUSED, List.of("IdempotencyKeyReused", "The Idempotency-Key was used with another request.")),
            Map.entry(PRECONDITION_REQUIRED, List.of("PreconditionRequired", "Say on which version it is based.")),
            Map.entry(TOO_MANY_REQUESTS, List.of("TooManyRequests", "Too many requests; ask again after Retry-After.")),
            Map.entry(
                    UNAVAILABLE, List.of("Unavailable", "Something that this needs does not answer now; try again.")));

    private static final List<String> OF_BODIES = List.of(CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE);

    private final OpenAPI document;

    Problems(OpenAPI document) {
        this.document = document;
    }

    void sayOf(List<Door> doors) {
        document.getComponents().addSchema("Problem", problem());
        document.getComponents().addSchema("FieldError", fieldError());
        ALL.forEach((status, said) ->
                document.getComponents().addResponse(said.getFirst(), response(status, said.getLast())));
        doors.forEach(this::sayOf);
    }

    private void sayOf(Door door) {
        List.of(BAD_REQUEST, UNAUTHORIZED, TOO_MANY_REQUESTS).forEach(status -> add(door, status));
        if (!Objects.requireNonNullElse(door.operation().getSecurity(), List.of())
                .isEmpty()) {
            add(door, FORBIDDEN);
        } else {
            door.operation().getResponses().removeAPIResponse(FORBIDDEN);
        }
        if (door.path().contains("{")) {
            add(door, NOT_FOUND);
        }
        if (answersInAForm(door)) {
            add(door, NOT_ACCEPTABLE);
        }
        var body = door.operation().getRequestBody();
        if (body != null) {
            OF_BODIES.forEach(status -> add(door, status));
            // What is not held in memory says before how much it is.
            if (body.getContent().hasMediaType("*/*")) {
                add(door, LENGTH_REQUIRED);
            }
        }
        if (door.isWrite()) {
            sayOfWrite(door);
        }
        // Said of a class, it is meant of what the class changes.
        var unavailable = door.isWrite() ? door.said(UnavailableWhen.class) : door.annotation(UnavailableWhen.class);
        if (unavailable != null) {
            add(door, UNAVAILABLE);
            var description = door.operation().getDescription();
            door.operation()
                    .setDescription((description == null ? "" : description + " ") + "503 when "
                            + unavailable.value().asString() + ".");
        }
        var responses = door.operation().getResponses();
        responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
    }

    private void sayOfWrite(Door door) {
        var isTried = door.annotation(CannotDryRun.class) == null;
        // A POST that nobody needs to try changes nothing.
        if (isTried || !door.method().equals("POST")) {
            add(door, CONFLICT);
        }
        if (isTried) {
            add(door, KEY_REUSED);
        }
        var match = door.parameter("If-Match");
        if (match != null) {
            add(door, PRECONDITION_FAILED);
            if (isRequired(match) || door.parameter("If-None-Match") != null) {
                add(door, PRECONDITION_REQUIRED);
            }
        }
    }

    /** Whether what it answers has a media type, which a client may leave out of what it accepts. */
    private static boolean answersInAForm(Door door) {
        return door.operation().getResponses().getAPIResponses().values().stream()
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().getMediaTypes().keySet().stream())
                .anyMatch(type -> !type.equals("*/*") && !type.equals("application/problem+json"));
    }

    private static boolean isRequired(Parameter parameter) {
        return Boolean.TRUE.equals(parameter.getRequired());
    }

    private static void add(Door door, String status) {
        var name = Objects.requireNonNull(ALL.get(status)).getFirst();
        door.operation()
                .getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
    }

    private static APIResponse response(String status, String description) {
        var response = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
        return switch (status) {
            case UNAUTHORIZED -> header(response, "WWW-Authenticate", "How to ask for it (RFC 6750).", text());
            case TOO_MANY_REQUESTS ->
                header(
                        header(
                                header(
                                        response,
                                        "Retry-After",
                                        "Seconds.",
                                        OASFactory.createSchema().addType(SchemaType.INTEGER)),
                                "RateLimit-Policy",
                                "How many requests a second there may be.",
                                text()),
                        "RateLimit",
                        "How many are left, and for how long.",
                        text());
            default -> response;
        };
    }

    private static APIResponse header(APIResponse response, String name, String description, Schema schema) {
        return response.addHeader(
                name,
                OASFactory.createHeader()
                        .description(description)
                        .required(true)
                        .schema(schema));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(
                        "What a client gets when it does not get what it asked for (RFC 9457). A conflict's further"
                                + " members stand beside these.")
                .addProperty(
                        "type",
                        text("A URN made of the code; no page stands there.").format("uri"))
                .addProperty("title", text("The name of the HTTP status."))
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).description("The HTTP status."))
                .addProperty("code", text("The stable name of the rule: clients decide on it."))
                .addProperty("detail", text("What is wrong here, and what to do about it."))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("Each value that breaks a rule; not there when it is none.")
                                .items(OASFactory.createSchema().ref("FieldError")))
                .required(List.of("type", "title", "status", "code", "detail"))
                .additionalPropertiesBoolean(true);
    }

    private static Schema fieldError() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("One value that breaks a rule.")
                .addProperty("pointer", text("Where it stands: a JSON pointer into the body, or a parameter's name."))
                .addProperty("code", text("The stable name of the rule."))
                .addProperty("detail", text("What is wrong with it."))
                .required(List.of("pointer", "code", "detail"));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Schema text(String description) {
        return text().description(description);
    }
}
