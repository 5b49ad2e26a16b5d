package io.centercontrol.kit.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.VertxContext;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands all that is kept of a tenant over to provisioning-service, as JSON. */
@ApplicationScoped
@IfBuildProperty(name = "cc.provisioned", stringValue = "true")
public class Exports {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ObjectMapper json;
    private final String service;
    private final String url;
    private final Optional<Path> tokenFile;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();

    Exports(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "cc.exports.url", defaultValue = "http://127.0.0.1:8084") String url,
            @ConfigProperty(name = "cc.exports.token-file") Optional<Path> tokenFile) {
        this.json = json;
        this.service = service;
        this.url = url.replaceAll("/+$", "");
        this.tokenFile = tokenFile;
    }

    /**
     * To be called outside of a transaction: it may take up to 20 seconds. A failure is an outcome too, which is reported, and
     * asked for again.
     *
     * @param export a JSON document; the same as long as nothing changes, so that a second attempt hands the same over
     */
    public Uni<Outcome> handOver(Ask ask, Uni<String> export) {
        return export.chain(text -> put(ask, text.getBytes(StandardCharsets.UTF_8)))
                .map(handed -> new Outcome(true, ask.version(), "Exported", "", Optional.of(handed), List.of()))
                .onFailure()
                .recoverWithItem(failure -> Outcome.failure(ask.version(), "ExportFailed", String.valueOf(failure)));
    }

    private Uni<Outcome.HandedOver> put(Ask ask, byte[] export) {
        var sha256 = sha256(export);
        var request = HttpRequest.newBuilder(URI.create("%s/api/v1/tenants/%s/exports/%s?attempt=%d"
                        .formatted(url, ask.tenant(), service, ask.attempt())))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":")
                .PUT(BodyPublishers.ofByteArray(export))
                .build();
        return VertxContext.backHere(
                        Uni.createFrom().completionStage(() -> http.sendAsync(request, BodyHandlers.ofByteArray())))
                .map(answer ->
                        taken(answer, new Outcome.HandedOver(HexFormat.of().formatHex(sha256), export.length)));
    }

    private Outcome.HandedOver taken(HttpResponse<byte[]> answer, Outcome.HandedOver handed) {
        if (answer.statusCode() / 100 == 2) {
            return handed;
        }
        var detail = "";
        try {
            detail = json.readTree(answer.body()).path("detail").asText();
        } catch (IOException e) {
            // The status says enough.
        }
        throw new UncheckedIOException(
                new IOException("the export was not taken: " + answer.statusCode() + " " + detail));
    }

    /** Read anew each time, so that a token can be rotated. */
    private String token() {
        var file = tokenFile.orElseThrow(() -> new IllegalStateException("cc.exports.token-file is not set"));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
