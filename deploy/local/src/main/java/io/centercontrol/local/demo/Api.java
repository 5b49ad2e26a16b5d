package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.local.services.PlatformStack;
import io.centercontrol.local.wiring.JsonHttp;
import io.centercontrol.local.wiring.JsonHttp.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The few requests of the demo, as anybody could send them. */
final class Api {
    private final JsonHttp http = new JsonHttp();
    private final int offset;
    private final String operatorToken;

    /** @param operatorToken a token that may register, suspend and reinstate */
    Api(int offset, String operatorToken) {
        this.offset = offset;
        this.operatorToken = operatorToken;
    }

    Answer register(String slug, String name) throws IOException, InterruptedException {
        return operator(
                "POST",
                "tenant-registry",
                "/api/v1/tenants",
                Map.of("slug", slug, "name", name, "kind", "TEST", "reason", "the demo"));
    }

    Answer tenant(String id) throws IOException, InterruptedException {
        return operator("GET", "tenant-registry", "/api/v1/tenants/" + id, null);
    }

    Answer life(String id, String verb, String reason) throws IOException, InterruptedException {
        return operator("POST", "tenant-registry", "/api/v1/tenants/" + id + "/" + verb, Map.of("reason", reason));
    }

    Answer scheduleDeletion(String id, String slug) throws IOException, InterruptedException {
        return operator(
                "POST",
                "tenant-registry",
                "/api/v1/tenants/" + id + "/schedule-deletion",
                Map.of("slug", slug, "grace", "PT0S", "reason", "the demo is over"));
    }

    Answer certificate(String id) throws IOException, InterruptedException {
        return operator("GET", "tenant-registry", "/api/v1/tenants/" + id + "/deletion-certificate", null);
    }

    Answer certificateKeys() throws IOException, InterruptedException {
        return http.send("GET", url("tenant-registry") + "/api/v1/deletion-certificate-keys", null, Map.of());
    }

    /** What a tenant service exported of a tenant, as it is downloaded. */
    byte[] export(String id, String service) throws IOException, InterruptedException {
        return http.bytes(
                url("provisioning-service") + "/api/v1/tenants/" + id + "/exports/" + service,
                Map.of("Authorization", "Bearer " + operatorToken));
    }

    /** Waits at the ledger until the event is effective or ten seconds are over. */
    Answer propagation(String eventId) throws IOException, InterruptedException {
        return operator(
                "GET", "provisioning-service", "/api/v1/propagation/" + eventId + "?wait=effective&timeout=10s", null);
    }

    Answer login(String storefront, String tenant) throws IOException, InterruptedException {
        return http.send(
                "POST",
                url(storefront) + "/login",
                Map.of("email", "ada@example.com", "password", "correct horse battery staple"),
                Map.of("X-Tenant-Id", tenant));
    }

    Answer catalog(String storefront, String tenant) throws IOException, InterruptedException {
        return http.send("GET", url(storefront) + "/catalog", null, Map.of("X-Tenant-Id", tenant));
    }

    Answer order(String storefront, String tenant, String customerToken, String sku)
            throws IOException, InterruptedException {
        return http.send(
                "POST",
                url(storefront) + "/orders",
                Map.of("items", List.of(Map.of("sku", sku, "quantity", 1))),
                Map.of("X-Tenant-Id", tenant, "Authorization", "Bearer " + customerToken));
    }

    /** The first sku that the catalog shows; catalogs may be a list or a page of items. */
    static String firstSku(JsonNode catalog) {
        return catalog.findPath("sku").asText();
    }

    private Answer operator(String method, String service, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        var headers = new HashMap<>(Map.of("Authorization", "Bearer " + operatorToken));
        if (method.equals("POST")) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        return http.send(method, url(service) + path, body, headers);
    }

    private String url(String service) {
        return PlatformStack.url(service, offset);
    }
}
