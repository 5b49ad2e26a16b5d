package io.centercontrol.flags.authoring.handover;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.flags.authoring.Asks.HandedOver;
import io.centercontrol.flags.authoring.HandOver;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.sql.OneColumn;
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
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Hands what flags and rate limits say of a tenant over to provisioning-service, as JSON. It is the same as long as nothing
 * changes, so that a second attempt hands the same over.
 */
@ApplicationScoped
class HttpHandOver implements HandOver {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EXPORT = """
            select cast(json_build_object(
              'overrides', coalesce((select json_agg(json_build_object('flag', id, 'variant', document -> 'content'
                -> 'tenantOverrides' ->> cast(:tenant as text)) order by id) from flag
                where jsonb_exists(document -> 'content' -> 'tenantOverrides', cast(:tenant as text))), json_build_array()),
              'killSwitches', coalesce((select json_agg(json_build_object('flag', f.id, 'id', s ->> 'id', 'reason',
                s ->> 'reason', 'since', s ->> 'since', 'expiresAt', s ->> 'expiresAt') order by f.id, s ->> 'id')
                from flag f cross join lateral jsonb_array_elements(f.document -> 'killSwitches') s
                where f.killed and jsonb_exists(s -> 'tenants', cast(:tenant as text))), json_build_array()),
              'rateLimits', coalesce((select json_agg(json_build_object('id', id, 'version', version, 'removed', removed,
                'limit', document) order by id) from rate_limit where holder = 'tenant/' || cast(:tenant as text)),
                json_build_array()),
              'rateLimitHistory', coalesce((select json_agg(json_build_object('id', h.id, 'version', h.version, 'type',
                h.type, 'time', h.time, 'cause', h.cause, 'changes', h.changes) order by h.id, h.version)
                from rate_limit_history h join rate_limit r on r.id = h.id
                where r.holder = 'tenant/' || cast(:tenant as text)), json_build_array())) as text)
            """;

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;
    private final String url;
    private final Optional<Path> tokenFile;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();

    HttpHandOver(
            Mutiny.SessionFactory sessions,
            ObjectMapper json,
            @ConfigProperty(name = "cc.exports.url", defaultValue = "http://127.0.0.1:8084") String url,
            @ConfigProperty(name = "cc.exports.token-file") Optional<Path> tokenFile) {
        this.sessions = sessions;
        this.json = json;
        this.url = url.replaceAll("/+$", "");
        this.tokenFile = tokenFile;
    }

    @Override
    public Uni<HandedOver> run(TenantId tenant, int attempt) {
        return sessions.withSession(session -> OneColumn.select(session, EXPORT, String.class)
                        .setParameter("tenant", tenant.toString())
                        .getSingleResult())
                .chain(text -> put(tenant, attempt, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Uni<HandedOver> put(TenantId tenant, int attempt, byte[] export) {
        var sha256 = sha256(export);
        var request = HttpRequest.newBuilder(
                        URI.create(url + "/api/v1/tenants/" + tenant + "/exports/flag-service?attempt=" + attempt))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":")
                .PUT(BodyPublishers.ofByteArray(export))
                .build();
        return VertxContext.backHere(
                        Uni.createFrom().completionStage(() -> http.sendAsync(request, BodyHandlers.ofByteArray())))
                .map(answer -> taken(answer, new HandedOver(HexFormat.of().formatHex(sha256), export.length)));
    }

    private HandedOver taken(HttpResponse<byte[]> answer, HandedOver handed) {
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
