package io.centercontrol.dataplane.provision;

import io.centercontrol.dataplane.ControlPlane;
import io.centercontrol.kernel.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Gives a finished export to the control plane, which checks length and digest before it accepts it. */
final class HandOver {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LONGEST_ANSWER = 300;

    private final @Nullable ControlPlane to;
    private final String service;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();

    /** @param to null for an instance that was not told where to */
    HandOver(@Nullable ControlPlane to, String service) {
        this.to = to;
        this.service = service;
    }

    /**
     * Returns when the control plane has it. Handing the same over again for the same attempt does no harm.
     *
     * @throws IOException when it was not accepted, with the reason
     */
    void put(TenantId tenant, int attempt, Spool.Export export) throws IOException, InterruptedException {
        if (to == null) {
            throw new IOException("the export cannot be handed over: no control plane is configured"
                    + " (cc.sdk.control-plane.url and cc.sdk.control-plane.token-file)");
        }
        var base = to.url().toString().replaceAll("/+$", "");
        var request = HttpRequest.newBuilder(
                        URI.create(base + "/api/v1/tenants/" + tenant + "/exports/" + service + "?attempt=" + attempt))
                .timeout(PATIENCE)
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(to.tokenFile()).strip())
                .header("Content-Type", "application/octet-stream")
                .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(export.sha256()) + ":")
                .PUT(BodyPublishers.ofFile(export.file()))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            var said = answer.body();
            throw new IOException("the control plane answered " + answer.statusCode() + " to the export: "
                    + (said.length() > LONGEST_ANSWER ? said.substring(0, LONGEST_ANSWER) : said));
        }
    }
}
