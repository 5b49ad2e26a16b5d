package io.centercontrol.dataplane.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.dataplane.Credentials;
import io.centercontrol.wire.WriterSchema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/** The few questions that the SDK has for the schema registry, by its Confluent API. Only reads. */
public final class RegistryClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** In bytes: a schema, quoted as JSON. */
    private static final int MOST_ANSWER = 4 * WriterSchema.MOST_CHARACTERS;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final @Nullable String authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param base for example {@code http://127.0.0.1:18081/apis/ccompat/v7} */
    public RegistryClient(URI base) {
        this(base, null);
    }

    /** As {@link #RegistryClient(URI)}, and logs in with each question, without waiting to be asked to. */
    public RegistryClient(URI base, @Nullable Credentials credentials) {
        this.base = base.toString().replaceAll("/+$", "");
        this.authorization = credentials == null ? null : basic(credentials);
    }

    private static String basic(Credentials credentials) {
        var pair = credentials.user() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The text of a schema; null when the registry says that it has none with this id.
     *
     * @throws IOException when the registry does not answer, or not sensibly
     */
    @Nullable
    String schema(int id) throws IOException, InterruptedException {
        var answer = get("/schemas/ids/" + id);
        return answer == null ? null : text(answer, "schema");
    }

    /**
     * The id under which this very schema is registered; null when it is not.
     *
     * @throws IOException when the registry does not answer, or not sensibly
     */
    @Nullable
    Integer id(String subject, Schema schema) throws IOException, InterruptedException {
        var versions = get("/subjects/" + subject + "/versions");
        if (versions == null) {
            return null;
        }
        for (var at = versions.size() - 1; at >= 0; at--) {
            var version =
                    get("/subjects/" + subject + "/versions/" + versions.get(at).asInt());
            if (version != null && same(text(version, "schema"), schema)) {
                return version.path("id").asInt();
            }
        }
        return null;
    }

    private static boolean same(String text, Schema schema) throws IOException {
        try {
            return WriterSchema.parse(text).equals(schema);
        } catch (SchemaParseException e) {
            throw new IOException("the registry gave a schema that is none", e);
        }
    }

    private @Nullable JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            return switch (response.statusCode()) {
                case 200 -> JSON.readTree(upToMost(body));
                case 404 -> null;
                default -> throw new IOException("the registry answered " + response.statusCode() + " to " + path);
            };
        }
    }

    private static byte[] upToMost(InputStream body) throws IOException {
        var answer = body.readNBytes(MOST_ANSWER + 1);
        if (answer.length > MOST_ANSWER) {
            throw new IOException("the registry's answer is longer than " + MOST_ANSWER + " bytes");
        }
        return answer;
    }

    private static String text(JsonNode node, String field) throws IOException {
        var value = node.path(field);
        if (!value.isTextual()) {
            throw new IOException("the registry's answer has no '" + field + "'");
        }
        return value.asText();
    }
}
