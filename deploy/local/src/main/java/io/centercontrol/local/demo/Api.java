package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.local.services.PlatformStack;
import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.parts.wiring.JsonHttp.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The few requests of the demo, as anybody could send them. */
final class Api {
    private static final String FLAGS = "flag-service";
    private static final String AUDIT = "audit-service";
    private static final String USAGE = "metrics-ingest";
    private static final String EMAIL = "ada@example.com";

    private final JsonHttp http = new JsonHttp();
    private final int offset;
    private final String operatorToken;

    /** @param operatorToken a token that may register, suspend and reinstate */
    Api(int offset, String operatorToken) {
        this.offset = offset;
        this.operatorToken = operatorToken;
    }

    /** A tenant whose owner is the customer of this demo. */
    Answer register(String slug, String name, String plan) throws IOException, InterruptedException {
        return operator(
                "POST",
                "tenant-registry",
                "/api/v1/tenants",
                Map.of(
                        "slug",
                        slug,
                        "name",
                        name,
                        "kind",
                        "TEST",
                        "plan",
                        plan,
                        "contacts",
                        List.of(Map.of("role", "owner", "name", "Ada", "email", EMAIL)),
                        "reason",
                        "the demo"));
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

    /** A tenant's figures of a meter, by the day. */
    Answer usage(String id, String meter) throws IOException, InterruptedException {
        return operator("GET", USAGE, "/api/v1/usage?meter=" + meter + "&tenantId=" + id, null);
    }

    /** A program without an SDK gets a key to send a tenant's usage with. */
    Answer usageKey(String id) throws IOException, InterruptedException {
        return operator(
                "POST",
                USAGE,
                "/api/v1/usage-keys",
                Map.of("name", "the demo", "tenantId", id, "reason", "it has no SDK"));
    }

    /** That program tells of calls that were made, as CloudEvents. */
    Answer calls(String id, String key, int number) throws IOException, InterruptedException {
        var events = IntStream.range(0, number)
                .mapToObj(at -> Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        "call-" + at,
                        "source",
                        "demo",
                        "type",
                        "api.called",
                        "subject",
                        id,
                        "data",
                        Map.of()))
                .toList();
        return http.send("POST", url(USAGE) + "/api/v1/events", events, Map.of("Authorization", "Bearer " + key));
    }

    Answer revokeUsageKey(String key) throws IOException, InterruptedException {
        return operator("DELETE", USAGE, "/api/v1/usage-keys/" + key + "?reason=the%20demo%20goes%20on", null);
    }

    /** Closes a tenant's open period before its end. */
    Answer closeStatement(String id) throws IOException, InterruptedException {
        return operator("POST", USAGE, "/api/v1/statements/" + id + "/close", Map.of("reason", "the demo"));
    }

    /** Counts a statement anew. */
    Answer recount(String id, long number) throws IOException, InterruptedException {
        return operator("POST", USAGE, "/api/v1/statements/" + id + "/" + number + "/recompute", null);
    }

    /** What a tenant service exported of a tenant, as it is downloaded. */
    byte[] export(String id, String service) throws IOException, InterruptedException {
        return http.bytes(
                "GET",
                url("provisioning-service") + "/api/v1/tenants/" + id + "/exports/" + service,
                null,
                Map.of("Authorization", "Bearer " + operatorToken));
    }

    /** An address outside is told of what becomes of a tenant. */
    Answer webhook(String id, String url, List<String> types) throws IOException, InterruptedException {
        return operator(
                "POST",
                "integration-service",
                "/api/v1/webhook-endpoints",
                Map.of("name", "the demo", "url", url, "types", types, "tenants", List.of(id), "reason", "the demo"));
    }

    Answer removeWebhook(String endpoint) throws IOException, InterruptedException {
        return operator(
                "DELETE",
                "integration-service",
                "/api/v1/webhook-endpoints/" + endpoint + "?reason=the%20demo%20is%20over",
                null);
    }

    /** What the audit trail says of a tenant, the newest first. */
    Answer trail(String id) throws IOException, InterruptedException {
        return operator("GET", AUDIT, "/api/v1/audit/entries?limit=500&tenantId=" + id, null);
    }

    /** What the trail's log signs with. */
    Answer logKeys() throws IOException, InterruptedException {
        return operator("GET", AUDIT, "/tlog/keys", null);
    }

    /** All that the trail says of a tenant, with what proves it: a zip file. */
    byte[] evidence(String id) throws IOException, InterruptedException {
        return http.bytes(
                "POST",
                url(AUDIT) + "/api/v1/audit/evidence",
                Map.of("tenantId", id, "reason", "the demo is over"),
                Map.of("Authorization", "Bearer " + operatorToken));
    }

    /** Waits at the ledger until the event is effective or ten seconds are over. */
    Answer propagation(String eventId) throws IOException, InterruptedException {
        return operator(
                "GET", "provisioning-service", "/api/v1/propagation/" + eventId + "?wait=effective&timeout=10s", null);
    }

    /** An agreement with this tenant alone on one feature. */
    Answer override(String id, String feature, Map<String, Object> grant) throws IOException, InterruptedException {
        return operator("PUT", "plan-service", overrides(id, feature), Map.of("grant", grant, "reason", "the demo"));
    }

    Answer endOverride(String id, String feature) throws IOException, InterruptedException {
        return operator("DELETE", "plan-service", overrides(id, feature) + "?reason=the%20demo", null);
    }

    private static String overrides(String id, String feature) {
        return "/api/v1/tenants/" + id + "/overrides/" + feature;
    }

    /** Gives a tenant another plan, from now on. */
    Answer assign(String id, String plan) throws IOException, InterruptedException {
        return operator(
                "POST",
                "plan-service",
                "/api/v1/tenants/" + id + "/subscription/assign",
                Map.of("plan", plan, "reason", "the demo"));
    }

    /** What a tenant was entitled to at a moment, and why. */
    Answer entitlements(String id, Instant at) throws IOException, InterruptedException {
        return operator("GET", "plan-service", "/api/v1/tenants/" + id + "/entitlements?at=" + at, null);
    }

    /** How many products a shop has, and how many it may have. */
    Answer room(String storefront, String tenant, String staffToken) throws IOException, InterruptedException {
        return http.send("GET", url(storefront) + "/products", null, customer(tenant, staffToken));
    }

    Answer addProduct(String storefront, String tenant, String staffToken, String sku)
            throws IOException, InterruptedException {
        return http.send(
                "POST",
                url(storefront) + "/products",
                Map.of("sku", sku, "name", "Product " + sku, "priceMinor", 990),
                customer(tenant, staffToken));
    }

    Answer loyalty(String storefront, String tenant, String customerToken) throws IOException, InterruptedException {
        return http.send("GET", url(storefront) + "/loyalty", null, customer(tenant, customerToken));
    }

    private static Map<String, String> customer(String tenant, String token) {
        return Map.of("X-Tenant-Id", tenant, "Authorization", "Bearer " + token);
    }

    Answer login(String storefront, String tenant) throws IOException, InterruptedException {
        return http.send(
                "POST",
                url(storefront) + "/login",
                Map.of("email", EMAIL, "password", "correct horse battery staple"),
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
                customer(tenant, customerToken));
    }

    /** The first sku that the catalog shows; catalogs may be a list or a page of items. */
    static String firstSku(JsonNode catalog) {
        return catalog.findPath("sku").asText();
    }

    /** The same, paid in this way. */
    Answer order(String storefront, String tenant, String customerToken, String sku, String payment)
            throws IOException, InterruptedException {
        return http.send(
                "POST",
                url(storefront) + "/orders",
                Map.of("items", List.of(Map.of("sku", sku, "quantity", 1)), "payment", payment),
                customer(tenant, customerToken));
    }

    /** How one checks out at a shop. */
    Answer checkout(String storefront, String tenant) throws IOException, InterruptedException {
        return http.send("GET", url(storefront) + "/checkout", null, Map.of("X-Tenant-Id", tenant));
    }

    Answer makeFlag(String key, String kind, String name, Map<String, Object> definition)
            throws IOException, InterruptedException {
        var flag = flag(kind, name, definition);
        flag.put("key", key);
        return operator("POST", FLAGS, "/api/v1/flags", flag);
    }

    Answer putFlag(String key, String kind, String name, Map<String, Object> definition, String version)
            throws IOException, InterruptedException {
        return putFlag(key, kind, name, definition, version, false);
    }

    /** With {@code dryRun} it only says what would be, and for whom. */
    Answer putFlag(String key, String kind, String name, Map<String, Object> definition, String version, boolean dryRun)
            throws IOException, InterruptedException {
        return operator(
                "PUT",
                FLAGS,
                "/api/v1/flags/" + key + (dryRun ? "?dryRun=true" : ""),
                flag(kind, name, definition),
                Map.of("If-Match", version));
    }

    private static Map<String, Object> flag(String kind, String name, Map<String, Object> definition) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "kind",
                kind,
                "owner",
                "demo",
                "sensitive",
                false,
                "definition",
                definition,
                "reason",
                "the demo"));
    }

    /** Gives one tenant this variant of a flag. */
    Answer overrideFlag(String key, String tenant, String variant) throws IOException, InterruptedException {
        return operator(
                "PUT",
                FLAGS,
                "/api/v1/flags/" + key + "/tenant-overrides/" + tenant,
                Map.of("variant", variant, "reason", "the demo"));
    }

    /** What a flag is for a tenant, and why. */
    Answer explainFlag(String key, String tenant) throws IOException, InterruptedException {
        return operator("POST", FLAGS, "/api/v1/flags/" + key + "/explain", Map.of("tenantId", tenant));
    }

    /** Holds a flag off for everyone. */
    Answer kill(String key, String reason) throws IOException, InterruptedException {
        return operator(
                "POST", FLAGS, "/api/v1/flags/" + key + "/kill-switches", Map.of("everyone", true, "reason", reason));
    }

    /** Those that stand on a flag. */
    Answer killSwitches(String key) throws IOException, InterruptedException {
        return operator("GET", FLAGS, "/api/v1/flags/" + key + "/kill-switches", null);
    }

    Answer lift(String key, String killSwitch) throws IOException, InterruptedException {
        return operator(
                "DELETE",
                FLAGS,
                "/api/v1/flags/" + key + "/kill-switches/" + killSwitch + "?reason=the%20demo%20goes%20on",
                null);
    }

    /** Lets a tenant make so many calls in each period, at all instances together. */
    Answer throttle(String tenant, String callClass, int permits, int perSeconds)
            throws IOException, InterruptedException {
        return operator(
                "PUT",
                FLAGS,
                rateLimit(tenant, callClass),
                Map.of("permits", permits, "perSeconds", perSeconds, "stage", "ENFORCE", "reason", "the demo"),
                Map.of("If-None-Match", "*"));
    }

    Answer release(String tenant, String callClass) throws IOException, InterruptedException {
        return operator("DELETE", FLAGS, rateLimit(tenant, callClass) + "?reason=the%20demo%20goes%20on", null);
    }

    private static String rateLimit(String tenant, String callClass) {
        return "/api/v1/tenants/" + tenant + "/rate-limits/" + callClass;
    }

    private Answer operator(String method, String service, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        return operator(method, service, path, body, Map.of());
    }

    private Answer operator(String method, String service, String path, @Nullable Object body, Map<String, String> more)
            throws IOException, InterruptedException {
        var headers = new HashMap<>(Map.of("Authorization", "Bearer " + operatorToken));
        headers.putAll(more);
        if (method.equals("POST")) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        return http.send(method, url(service) + path, body, headers);
    }

    private String url(String service) {
        return PlatformStack.url(service, offset);
    }
}
