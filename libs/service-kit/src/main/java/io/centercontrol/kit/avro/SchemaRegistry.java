package io.centercontrol.kit.avro;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.wire.WriterSchema;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The two questions that a service asks the registry (Confluent Schema Registry API): which id has my schema, and which
 * schema has this id.
 */
@ApplicationScoped
class SchemaRegistry {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** In bytes: a schema, quoted as JSON. */
    private static final int MOST_ANSWER = 4 * WriterSchema.MOST_CHARACTERS;

    private static final int MOST_QUOTED = 500;
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String url;
    private final Optional<String> authorization;
    private final ObjectMapper json = new ObjectMapper();

    SchemaRegistry(RegistryConfig config) {
        this.url = config.url();
        this.authorization = config.authorization();
    }

    /** The id under which a subject has this very schema; fails when the registry is away or has it not. */
    Uni<Integer> idOf(String subject, String schema) {
        return send(HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject))
                        .header("Content-Type", MEDIA_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body(schema))))
                .map(answer -> parse(answer, "/id", subject))
                .map(Integer::valueOf);
    }

    /**
     * The schema that has an id; fails with {@link UnknownSchemaException} when the registry says that there is none, with
     * {@link UnreadableException} when it is one that nothing is read with.
     */
    Uni<Schema> schemaOf(int id) {
        return send(HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id))
                        .GET())
                .map(answer -> {
                    if (answer.statusCode() == 404) {
                        throw new UnknownSchemaException(id);
                    }
                    try {
                        return WriterSchema.parse(parse(answer, "/schema", "id " + id));
                    } catch (SchemaParseException e) {
                        throw new UnreadableException(
                                "nothing is read with schema " + id + ": " + e.getMessage(), null);
                    }
                });
    }

    /** Fails when the registry does not answer as one. */
    Uni<Void> reach() {
        return send(HttpRequest.newBuilder(URI.create(url + "/schemas/types")).GET())
                .invoke(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new UncheckedIOException(new IOException("it answers " + answer.statusCode()));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
        authorization.ifPresent(value -> request.header("Authorization", value));
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(
                        request.timeout(PATIENCE)
                                .header("Accept", MEDIA_TYPE + ", application/json")
                                .build(),
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_ANSWER)));
    }

    private byte[] body(String schema) {
        try {
            return json.writeValueAsBytes(Map.of("schema", schema));
        } catch (IOException e) {
            throw new IllegalStateException("a schema is always valid text", e);
        }
    }

    private String parse(HttpResponse<byte[]> answer, String pointer, String what) {
        try {
            if (answer.statusCode() == 200) {
                var value = json.readTree(answer.body()).at(pointer);
                if (!value.isMissingNode()) {
                    return value.asText();
                }
            }
        } catch (IOException e) {
            // told below, like every other strange answer
        }
        // An I/O failure: whoever waits for better weather shall wait, and not give the record up.
        throw new UncheckedIOException(new IOException("the schema registry does not tell of %s: %d %s"
                .formatted(what, answer.statusCode(), beginning(answer.body()))));
    }

    /** Enough of an answer to tell what it is. */
    private static String beginning(byte[] body) {
        return new String(body, 0, Math.min(body.length, MOST_QUOTED), StandardCharsets.UTF_8);
    }
}
