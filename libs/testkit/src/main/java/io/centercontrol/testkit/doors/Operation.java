package io.centercontrol.testkit.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One operation of an OpenAPI document.
 *
 * @param path with its parameters in braces
 * @param query names of its query parameters
 * @param headers names of its header parameters
 * @param cannotWait whether it says that it cannot be waited for
 * @param cannotDryRun whether it says that it cannot be tried
 * @param example of the JSON that it takes; null for one that takes none
 */
public record Operation(
        String method,
        String path,
        List<String> query,
        List<String> headers,
        boolean cannotWait,
        boolean cannotDryRun,
        @Nullable JsonNode example) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Set<String> WRITES = Set.of("PUT", "POST", "DELETE", "PATCH");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    public Operation {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    /** All operations of a document in JSON, but those of protocols that are not the platform's own. */
    static List<Operation> all(byte[] document) {
        try {
            var all = new ArrayList<Operation>();
            for (var item : new ObjectMapper().readTree(document).path("paths").properties()) {
                for (var operation : item.getValue().properties()) {
                    if (METHODS.contains(operation.getKey()) && isOurs(item.getKey(), operation.getValue())) {
                        all.add(of(operation.getKey(), item.getKey(), operation.getValue(), item.getValue()));
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException("the OpenAPI document is no JSON", e);
        }
    }

    /** Whether an operation is the platform's own; one that keeps to somebody else's protocol says so, or lies elsewhere. */
    public static boolean isOurs(String path, JsonNode operation) {
        return path.startsWith("/api/") && !operation.has("x-protocol");
    }

    private static Operation of(String method, String path, JsonNode operation, JsonNode item) {
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                names(operation, item, "query"),
                names(operation, item, "header"),
                operation.has("x-cannot-wait"),
                operation.has("x-cannot-dry-run"),
                operation.path("requestBody").path("content").findValue("example"));
    }

    private static List<String> names(JsonNode operation, JsonNode item, String in) {
        return List.of(operation, item).stream()
                .flatMap(node -> StreamSupport.stream(node.path("parameters").spliterator(), false))
                .filter(parameter -> parameter.path("in").asText().equals(in))
                .map(parameter -> parameter.path("name").asText())
                .distinct()
                .toList();
    }

    /** How tests call it, such as {@code POST /api/v1/tenants}. */
    public String name() {
        return method + " " + path;
    }

    /** Whether it may change something. */
    boolean isWrite() {
        return WRITES.contains(method);
    }

    /** Its path with one value for all parameters. */
    String pathWith(String value) {
        return PARAMETER.matcher(path).replaceAll(value);
    }

    /** How many parameters its path has. */
    long pathParameters() {
        return PARAMETER.matcher(path).results().count();
    }
}
