package io.centercontrol.provisioning.onboarding.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.provisioning.onboarding.OnboardingConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Registers schemas (Confluent Schema Registry API). */
@ApplicationScoped
class RegistryAdmin {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final HttpClient http;
    private final String url;
    private final OnboardingConfig config;
    private final ObjectMapper json = new ObjectMapper();

    RegistryAdmin(@ConfigProperty(name = "cc.registry.url") String url, OnboardingConfig config) {
        this.url = url;
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.patience())
                .build();
    }

    /** Registers a schema; one that is there already keeps its id. Any two versions must be able to read each other. */
    Uni<Void> register(String subject, String schema) {
        return send("POST", "/subjects/" + subject + "/versions", Map.of("schemaType", "AVRO", "schema", schema))
                // A subject has no settings of its own before it has a schema.
                .chain(() -> send("PUT", "/config/" + subject, Map.of("compatibility", "FULL_TRANSITIVE")));
    }

    private Uni<Void> send(String method, String path, Map<String, String> body) {
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(
                        request(method, path, body), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)))
                .invoke(answer -> {
                    if (answer.statusCode() / 100 != 2) {
                        throw new IllegalStateException(
                                method + " " + path + ": " + answer.statusCode() + " " + answer.body());
                    }
                })
                .replaceWithVoid();
    }

    private HttpRequest request(String method, String path, Map<String, String> body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(config.patience())
                .header("Content-Type", MEDIA_TYPE)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        config.registry().user().ifPresent(user -> {
            var pair = user + ":" + config.registry().password().orElse("");
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        });
        return request.build();
    }

    private byte[] bytes(Map<String, String> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }
}
