package io.centercontrol.kit.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An example of each body that an operation takes, by its operationId: in a file of the kit and in one of each service. What a
 * test sends is made of them, so they are what the service takes.
 */
final class Examples {
    private static final String RESOURCE = "META-INF/openapi-examples.json";

    private final Map<String, Object> all = read();

    void giveTo(List<Door> doors) {
        for (var door : doors) {
            var body = door.operation().getRequestBody();
            var example = all.get(door.operation().getOperationId());
            if (body != null && example != null) {
                body.getContent().getMediaTypes().values().forEach(media -> media.setExample(example));
            }
        }
    }

    private static Map<String, Object> read() {
        var all = new HashMap<String, Object>();
        try {
            var json = new ObjectMapper();
            for (var url : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(RESOURCE))) {
                try (var in = url.openStream()) {
                    all.putAll(json.readValue(in, new TypeReference<Map<String, Object>>() {}));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
