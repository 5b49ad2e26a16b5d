package io.centercontrol.kit.openapi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Goes to every schema of a document, wherever it stands. */
final class Visit {
    private final OpenAPI document;
    private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Visit(OpenAPI document) {
        this.document = document;
    }

    void each(Consumer<Schema> visitor) {
        var components = document.getComponents();
        some(components.getSchemas()).values().forEach(schema -> go(schema, visitor));
        some(components.getRequestBodies()).values().forEach(body -> go(body.getContent(), visitor));
        some(components.getResponses()).values().forEach(response -> go(response.getContent(), visitor));
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(operation -> {
                    some(operation.getParameters()).forEach(parameter -> go(parameter.getSchema(), visitor));
                    if (operation.getRequestBody() != null) {
                        go(operation.getRequestBody().getContent(), visitor);
                    }
                    operation
                            .getResponses()
                            .getAPIResponses()
                            .values()
                            .forEach(response -> go(response.getContent(), visitor));
                });
    }

    private void go(@Nullable Content content, Consumer<Schema> visitor) {
        if (content != null) {
            content.getMediaTypes().values().forEach(media -> go(media.getSchema(), visitor));
        }
    }

    private void go(@Nullable Schema schema, Consumer<Schema> visitor) {
        if (schema == null || !seen.add(schema)) {
            return;
        }
        visitor.accept(schema);
        some(schema.getProperties()).values().forEach(one -> go(one, visitor));
        go(schema.getItems(), visitor);
        go(schema.getAdditionalPropertiesSchema(), visitor);
        some(schema.getAnyOf()).forEach(one -> go(one, visitor));
        some(schema.getOneOf()).forEach(one -> go(one, visitor));
        some(schema.getAllOf()).forEach(one -> go(one, visitor));
    }

    private static <V> Map<String, V> some(@Nullable Map<String, V> all) {
        return Objects.requireNonNullElse(all, Map.of());
    }

    private static <V> List<V> some(@Nullable List<V> all) {
        return Objects.requireNonNullElse(all, List.of());
    }
}
