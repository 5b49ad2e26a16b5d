package io.centercontrol.testkit.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.testkit.doors.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a service's OpenAPI document must keep to, so that a client can be made of it: valid, every operation named, with typed
 * answers and problems, every parameter and property described. What Center Control does not define itself, such as OFREP, is
 * only held to being valid.
 */
public final class DocumentRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final String text;
    private final JsonNode document;
    private final List<String> broken = new ArrayList<>();

    private DocumentRules(String text) {
        this.text = text;
        try {
            this.document = JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }

    /** Fails with all that a file breaks. */
    public static void check(Path file) throws IOException {
        var broken = brokenBy(Files.readString(file, StandardCharsets.UTF_8));
        if (!broken.isEmpty()) {
            throw new AssertionError(file + " breaks " + broken.size() + " rules:\n" + String.join("\n", broken));
        }
    }

    /** All that a document breaks, one line each. */
    static List<String> brokenBy(String document) {
        var rules = new DocumentRules(document);
        rules.valid();
        rules.references(rules.document);
        rules.operations();
        rules.schemas();
        return rules.broken;
    }

    private void valid() {
        var options = new ParseOptions();
        options.setValidateInternalRefs(true);
        var parsed = new OpenAPIV3Parser().readContents(text, null, options);
        Objects.requireNonNullElse(parsed.getMessages(), List.<String>of())
                .forEach(message -> broken.add("invalid: " + message));
        if (parsed.getOpenAPI() == null) {
            broken.add("invalid: it cannot be read");
        }
    }

    /** The parser takes one that leads nowhere. */
    private void references(JsonNode node) {
        var reference = node.path("$ref").asText();
        require(
                reference.isEmpty() || !document.at(reference.substring(1)).isMissingNode(),
                "invalid:",
                reference + " is not there");
        node.forEach(this::references);
    }

    private void operations() {
        var ids = new HashSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey()) && Operation.isOurs(path.getKey(), operation.getValue())) {
                        operation(operation.getKey(), path.getKey(), operation.getValue(), ids);
                    }
                }));
    }

    private void operation(String method, String path, JsonNode operation, Set<String> ids) {
        var name = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        var id = operation.path("operationId").asText();
        require(id.matches("[a-z][A-Za-z]+"), name, "has no operationId");
        require(id.isEmpty() || ids.add(id), name, "has the operationId of another one: " + id);
        require(has(operation, "summary"), name, "has no summary");
        parameters(name, operation);
        answers(name, operation);
        refusals(name, method, path, operation);
        security(name, operation);
        if (operation.has("requestBody")) {
            contents(name + " takes", operation.path("requestBody"));
            require(
                    operation.path("requestBody").path("required").asBoolean(),
                    name,
                    "does not say that its body is required");
            operation.path("requestBody").path("content").properties().forEach(media -> {
                if (media.getKey().endsWith("json")) {
                    example(name, media.getValue());
                }
            });
        }
    }

    private void example(String name, JsonNode media) {
        require(media.has("example"), name, "has no example of its body");
        if (media.has("example") && media.has("schema")) {
            new AnswerRules(document)
                    .mistakes(media.path("schema"), media.path("example"))
                    .forEach(mistake -> broken.add(name + " has an example against its schema: " + mistake));
        }
    }

    private void parameters(String name, JsonNode operation) {
        for (var parameter : operation.path("parameters")) {
            require(
                    has(parameter, "description"),
                    name,
                    "does not say what " + parameter.path("name").asText() + " is");
        }
    }

    private void answers(String name, JsonNode operation) {
        var successes = operation.path("responses").properties().stream()
                .filter(one -> one.getKey().startsWith("2"))
                .toList();
        require(!successes.isEmpty(), name, "has no success");
        successes.forEach(one -> {
            require(has(one.getValue(), "description"), name, "does not say what " + one.getKey() + " is");
            if (!one.getKey().equals("204")) {
                contents(name + " answers", one.getValue());
            }
        });
    }

    private void contents(String name, JsonNode holder) {
        require(!holder.path("content").isEmpty(), name, "nothing that is typed");
        holder.path("content")
                .properties()
                .forEach(media ->
                        require(!media.getValue().path("schema").isEmpty(), name, media.getKey() + " of no type"));
    }

    private void refusals(String name, String method, String path, JsonNode operation) {
        var wanted = new ArrayList<>(List.of("400", "401", "429"));
        if (path.contains("{")) {
            wanted.add("404");
        }
        if (!operation.path("security").isEmpty()) {
            wanted.add("403");
        }
        var isTried = !operation.has("x-cannot-dry-run");
        if (!method.equals("get") && isTried) {
            wanted.addAll(List.of("409", "422"));
            require(
                    parameter(operation, "Idempotency-Key") != null,
                    name,
                    "does not say that it takes an Idempotency-Key");
            require(parameter(operation, "dryRun") != null, name, "does not say that it can be tried");
        }
        var match = parameter(operation, "If-Match");
        if (match != null) {
            wanted.add("412");
            if (match.path("required").asBoolean()) {
                wanted.add("428");
            }
        }
        for (var status : wanted) {
            var schema = resolved(operation.path("responses").path(status))
                    .path("content")
                    .path("application/problem+json")
                    .path("schema")
                    .path("$ref")
                    .asText();
            require(schema.endsWith("/Problem"), name, "does not answer " + status + " with a problem");
        }
        var created = operation.path("responses").path("201");
        if (!created.isMissingNode()
                && method.equals("post")
                && !name.endsWith("/kill-switches")
                && !name.endsWith("/credentials")) {
            require(created.path("headers").has("Location"), name, "creates something without telling where it is");
        }
    }

    private void security(String name, JsonNode operation) {
        require(operation.has("security"), name, "does not say who may do it");
        for (var requirement : operation.path("security")) {
            requirement.properties().forEach(one -> {
                var scheme = document.at("/components/securitySchemes/" + one.getKey());
                require(
                        scheme.path("bearerFormat").asText().equals("JWT"),
                        name,
                        "is opened by " + one.getKey() + ", not by a token");
            });
        }
    }

    private void schemas() {
        document.path("components").path("schemas").properties().forEach(schema -> {
            var name = schema.getKey();
            if (name.startsWith("Ofrep")) {
                return;
            }
            require(!name.matches(".*[0-9]|JsonNode.*|.*Node"), name, "is no name for a schema of ours");
            require(has(schema.getValue(), "description"), name, "has no description");
            schema.getValue()
                    .path("properties")
                    .properties()
                    .forEach(property -> require(
                            has(meant(property.getValue()), "description"),
                            name,
                            "does not say what " + property.getKey() + " is"));
        });
    }

    /** A property that is of a type with words of its own needs none. */
    private JsonNode meant(JsonNode property) {
        if (has(property, "description")) {
            return property;
        }
        var choice = property.has("anyOf") ? property.path("anyOf").path(0) : property;
        return resolved(choice.has("items") ? choice.path("items") : choice);
    }

    private JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static @org.jspecify.annotations.Nullable JsonNode parameter(JsonNode operation, String name) {
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    private static boolean has(JsonNode node, String field) {
        return !node.path(field).asText().isBlank();
    }

    private void require(boolean kept, String what, String how) {
        if (!kept) {
            broken.add(what + " " + how);
        }
    }
}
