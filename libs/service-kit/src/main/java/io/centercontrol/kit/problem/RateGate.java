package io.centercontrol.kit.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.VertxContext;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one caller from taking the service away from the others: a token bucket for each subject, and a smaller one for each
 * address whose requests carry no good token. Answers tell what is left in the fields {@code RateLimit} and {@code
 * RateLimit-Policy} (IETF draft-ietf-httpapi-ratelimit-headers). Each instance counts for itself.
 */
@ApplicationScoped
class RateGate {
    /** Behind the handler that finds out who calls, before the one that asks whether it may. */
    private static final int AFTER_AUTHENTICATION = 150;

    private static final String LIMITED = "/api/";
    private static final int MOST_CALLERS = 10_000;

    private final ConcurrentHashMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final IdentityProviderManager identities;
    private final ObjectMapper json;
    private final Allowance known;
    private final Allowance unknown;

    /** How much a caller may. */
    private record Allowance(String name, int rate, int burst) {
        String policy() {
            return "\"%s\";q=%d;w=%d".formatted(name, burst, Math.max(1, burst / rate));
        }
    }

    RateGate(
            IdentityProviderManager identities,
            ObjectMapper json,
            @ConfigProperty(name = "cc.rest.rate", defaultValue = "200") int rate,
            @ConfigProperty(name = "cc.rest.burst", defaultValue = "400") int burst,
            @ConfigProperty(name = "cc.rest.unauthenticated.rate", defaultValue = "20") int unknownRate,
            @ConfigProperty(name = "cc.rest.unauthenticated.burst", defaultValue = "60") int unknownBurst) {
        this.identities = identities;
        this.json = json;
        this.known = new Allowance("caller", Math.max(1, rate), Math.max(1, burst));
        this.unknown = new Allowance("address", Math.max(1, unknownRate), Math.max(1, unknownBurst));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        if (!context.normalizedPath().startsWith(LIMITED)) {
            context.next();
            return;
        }
        VertxContext.backHere(subject(context)).subscribe().with(subject -> {
            if (subject.isEmpty()) {
                pass(context, unknown, "address " + context.request().remoteAddress().hostAddress());
            } else {
                pass(context, known, "subject " + subject);
            }
        });
    }

    /** Empty for a request without a good token; it is refused later, in the usual way. */
    private Uni<String> subject(RoutingContext context) {
        return Uni.createFrom()
                .deferred(() -> QuarkusHttpUser.getSecurityIdentity(context, identities))
                .map(RateGate::name)
                .onFailure()
                .recoverWithItem("");
    }

    private static String name(@Nullable SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            return "";
        }
        var subject = identity.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : null;
        return subject == null ? identity.getPrincipal().getName() : subject;
    }

    private void pass(RoutingContext context, Allowance allowance, String caller) {
        var now = System.nanoTime();
        if (buckets.size() > MOST_CALLERS) {
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
        var take = buckets.computeIfAbsent(
                        caller, name -> new TokenBucket(allowance.rate(), allowance.burst(), now))
                .take(now);
        context.response()
                .putHeader("RateLimit-Policy", allowance.policy())
                .putHeader(
                        "RateLimit",
                        "\"%s\";r=%d;t=%d".formatted(allowance.name(), take.remaining(), take.waitSeconds()));
        if (take.allowed()) {
            context.next();
            return;
        }
        context.response().putHeader("Retry-After", Long.toString(Math.max(1, take.waitSeconds())));
        FrontGate.end(
                context,
                json,
                Problem.of(
                        429,
                        "TOO_MANY_REQUESTS",
                        "Too many requests: %d a second are accepted, and %d at once. Wait as long as Retry-After says."
                                .formatted(allowance.rate(), allowance.burst())));
    }
}
