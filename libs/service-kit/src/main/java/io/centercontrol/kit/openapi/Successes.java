package io.centercontrol.kit.openapi;

import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What comes of an operation that is done: its status, its headers, and what every write's answer can have beside. */
final class Successes {
    private static final String MATCH = "If-Match";
    private static final String TAG = "ETag";
    private static final String TAG_UNLESS_TRIED = "ETagUnlessTried";
    private static final String JSON = "application/json";

    private final OpenAPI document;
    private final SchemaTypes types;

    Successes(OpenAPI document, SchemaTypes types) {
        this.document = document;
        this.types = types;
    }

    void sayOf(List<Door> doors) {
        header(TAG, "The version of what is told, to be sent back as If-Match.", "\"3\"", true);
        header(TAG_UNLESS_TRIED, "The new version, to be sent back as If-Match; none after a dry run.", "\"3\"", false);
        header(
                "Location",
                "The address of what was made.",
                "/api/v1/tenants/01a20474-66fd-731c-94bd-a664136c02d6",
                true);
        header("Idempotency-Replayed", "`true` when the answer is the kept one to a repeat.", "true", false);
        // What can be matched has a tag.
        var tagged = doors.stream()
                .filter(door -> door.parameter(MATCH) != null)
                .flatMap(door -> Optional.ofNullable(told(door)).stream())
                .collect(Collectors.toSet());
        doors.forEach(door -> sayOf(door, tagged));
    }

    private void sayOf(Door door, Set<String> tagged) {
        var responses = door.operation().getResponses();
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                complete(door, response, tagged);
            }
        });
        if (door.operation().getRequestBody() != null) {
            objects(door.operation().getRequestBody().getContent());
            door.operation().getRequestBody().setRequired(true);
        }
        var made = door.annotation(Answers.class);
        var usual = responses.getAPIResponse("200");
        if (made != null && usual != null) {
            var response = OASFactory.createAPIResponse()
                    .description(usual.getDescription())
                    .content(usual.getContent())
                    .headers(usual.getHeaders() == null ? null : new LinkedHashMap<>(usual.getHeaders()));
            if (made.value("located") == null || made.value("located").asBoolean()) {
                response.addHeader("Location", reference("Location"));
            }
            if (response.getHeaders() != null && response.getHeaders().containsKey(TAG)) {
                response.addHeader(TAG, reference(TAG));
            }
            responses.addAPIResponse(made.value().asInt() + "", response);
            usual.setDescription("Only tried, or changed what was there. " + usual.getDescription());
        }
    }

    private void complete(Door door, APIResponse response, Set<String> tagged) {
        objects(response.getContent());
        var told = told(door);
        var view = told == null ? null : document.getComponents().getSchemas().get(told);
        if (view != null && view.getDescription() != null) {
            response.setDescription(view.getDescription());
        } else if (door.operation().getSummary() != null && "OK".equals(response.getDescription())) {
            response.setDescription(door.operation().getSummary() + ".");
        }
        if (told != null
                && tagged.contains(told)
                && door.code().returnType().toString().contains("RestResponse")) {
            response.addHeader(TAG, reference(isTried(door) ? TAG_UNLESS_TRIED : TAG));
        }
        if (isTried(door)) {
            notThereWhenTried(view, "eventId");
            response.addHeader("Idempotency-Replayed", reference("Idempotency-Replayed"));
            beside(
                    view,
                    "dryRun",
                    OASFactory.createSchema()
                            .addType(SchemaType.BOOLEAN)
                            .description("`true` in the answer to a dry run: all of it was rolled back."));
        }
        if (door.isWrite() && door.annotation(CannotWait.class) == null) {
            beside(
                    view,
                    "propagation",
                    OASFactory.createSchema()
                            .addType(SchemaType.OBJECT)
                            .description("With `wait`: how far the change is, as the propagation ledger tells it. Its"
                                    + " status is NOTHING when there is no event to wait for, UNKNOWN when the"
                                    + " ledger does not answer.")
                            .addProperty(
                                    "status",
                                    OASFactory.createSchema()
                                            .addType(SchemaType.STRING)
                                            .description("How far it is."))
                            .additionalPropertiesBoolean(true));
        }
    }

    private static boolean isTried(Door door) {
        return door.isWrite() && door.annotation(CannotDryRun.class) == null;
    }

    private static void notThereWhenTried(@Nullable Schema view, String name) {
        if (view != null && view.getRequired() != null && view.getRequired().contains(name)) {
            view.removeRequired(name);
        }
    }

    private static void beside(@Nullable Schema view, String name, Schema schema) {
        if (view != null
                && view.getProperties() != null
                && !view.getProperties().containsKey(name)) {
            view.addProperty(name, schema);
        }
    }

    /** The name of the schema that an operation answers with. */
    private @Nullable String told(Door door) {
        return door.operation().getResponses().getAPIResponses().entrySet().stream()
                .filter(one -> one.getKey().startsWith("2"))
                .map(one -> one.getValue().getContent())
                .filter(Objects::nonNull)
                .map(content -> content.getMediaType(JSON))
                .filter(Objects::nonNull)
                .map(media -> SchemaTypes.referred(media.getSchema()))
                .filter(name -> name != null && types.classOf(name) != null)
                .findFirst()
                .orElse(null);
    }

    /** A method that gives or takes a text as JSON means a whole document; one that gives no type at all means bytes. */
    private static void objects(@Nullable Content content) {
        if (content == null) {
            return;
        }
        content.getMediaTypes().forEach((type, media) -> {
            var schema = media.getSchema();
            if (schema == null) {
                media.setSchema(
                        OASFactory.createSchema().addType(SchemaType.STRING).format("binary"));
            } else if (type.equals(JSON) && List.of(SchemaType.STRING).equals(schema.getType())) {
                media.setSchema(
                        OASFactory.createSchema().addType(SchemaType.OBJECT).additionalPropertiesBoolean(true));
            }
        });
    }

    private void header(String name, String description, String example, boolean required) {
        document.getComponents()
                .addHeader(
                        name,
                        OASFactory.createHeader()
                                .description(description)
                                .required(required)
                                .schema(OASFactory.createSchema().addType(SchemaType.STRING))
                                .example(example));
    }

    private static Header reference(String name) {
        return OASFactory.createHeader().ref(name);
    }
}
