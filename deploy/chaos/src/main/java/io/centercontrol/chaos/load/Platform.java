package io.centercontrol.chaos.load;

import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.tokens.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests that an operator and a shop's customer can send. Knows addresses and tokens, and nothing of histories. */
public final class Platform {
    /** How long an operator waits for an answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration TOKEN_USED = Duration.ofMinutes(20);
    private static final String PASSWORD = "correct horse battery staple";

    private final Suite suite;
    private final TokenIssuer issuer;
    private volatile @Nullable Token token;

    public Platform(Suite suite) {
        this.suite = suite;
        this.issuer = new TokenIssuer(SigningKey.of(suite.folders().secrets()), Clock.systemUTC());
    }

    /** Where a service answers. */
    public String url(String service) {
        return suite.url(service);
    }

    /** Asks for a change, at an address that may be somebody else's. */
    Rest.Answer ask(Rest rest, String at, Wish wish) throws InterruptedException {
        var headers = operator(wish.op());
        if (wish.match() == Wish.NONE) {
            headers.put("If-None-Match", "*");
        } else if (wish.match() != Wish.ANY) {
            headers.put("If-Match", "\"" + wish.match() + "\"");
        }
        var patience = wish.subject() == null ? PATIENCE.multipliedBy(4) : PATIENCE;
        return rest.send(wish.method(), at + wish.path(), wish.body(), headers, patience);
    }

    /** Reads something. */
    public Rest.Answer read(Rest rest, String service, String path) throws InterruptedException {
        return rest.send("GET", url(service) + path, null, operator(null), PATIENCE);
    }

    /** Waits at the ledger until no instance serves without the event, or the patience is over. */
    public Rest.Answer propagation(Rest rest, UUID eventId, Duration patience) throws InterruptedException {
        return rest.send(
                "GET",
                suite.url("provisioning-service") + "/api/v1/propagation/" + eventId + "?wait=effective&timeout="
                        + patience.toSeconds() + "s",
                null,
                operator(null),
                patience.plusSeconds(2));
    }

    public Rest.Answer logIn(Rest rest, String instance, UUID tenant) throws InterruptedException {
        return rest.send(
                "POST",
                suite.url(instance) + "/login",
                Map.of("email", "ada@example.com", "password", PASSWORD),
                Map.of("X-Tenant-Id", tenant.toString()),
                PATIENCE.multipliedBy(4));
    }

    public Rest.Answer catalog(Rest rest, String instance, UUID tenant) throws InterruptedException {
        return rest.send(
                "GET",
                suite.url(instance) + "/catalog",
                null,
                Map.of("X-Tenant-Id", tenant.toString()),
                PATIENCE.multipliedBy(4));
    }

    public Rest.Answer order(Rest rest, String instance, UUID tenant, String customer, String sku, String key)
            throws InterruptedException {
        return rest.send(
                "POST",
                suite.url(instance) + "/orders",
                Map.of("items", List.of(Map.of("sku", sku, "quantity", 1))),
                Map.of("X-Tenant-Id", tenant.toString(), "Authorization", "Bearer " + customer, "Idempotency-Key", key),
                PATIENCE);
    }

    private Map<String, String> operator(@Nullable String key) {
        var known = token;
        if (known == null || known.until().isBefore(Instant.now())) {
            known = new Token(
                    issuer.issue(Claims.of(Role.PLATFORM_ADMIN, "chaos")),
                    Instant.now().plus(TOKEN_USED));
            token = known;
        }
        var headers = new HashMap<>(Map.of("Authorization", "Bearer " + known.text()));
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        return headers;
    }

    private record Token(String text, Instant until) {}
}
