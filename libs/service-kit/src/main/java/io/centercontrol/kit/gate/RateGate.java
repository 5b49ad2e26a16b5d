package io.centercontrol.kit.gate;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.centercontrol.kit.problem.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets each caller ask only so often, before anything else is done for it. A caller is whoever holds one token; who comes
 * without one shares a smaller allowance with all others at its address. Since a made-up token is as good as another until it
 * is checked, each address has an allowance of its own above that.
 *
 * <p>One instance counts for itself. The headers are those of draft-ietf-httpapi-ratelimit-headers.
 */
@ApplicationScoped
class RateGate {
    private static final int MOST_CALLERS = 20_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private final ProblemAnswers answers;
    private final Allowance caller;
    private final Allowance stranger;
    private final Allowance address;

    RateGate(ProblemAnswers answers, RateLimits limits) {
        this.answers = answers;
        this.caller = new Allowance("caller", limits.perCaller());
        this.stranger = new Allowance("stranger", limits.perStranger());
        this.address = new Allowance("address", limits.perAddress());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, GateOrder.RATE.priority());
    }

    private void check(RoutingContext context) {
        var path = context.request().path();
        if (path != null && path.startsWith("/q/")) {
            context.next();
            return;
        }
        var token = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        var from = context.request().remoteAddress().hostAddress();
        var exhausted = address.take(from);
        if (exhausted == null) {
            exhausted = token == null ? stranger.take(from) : caller.take(digest(token));
        }
        if (exhausted == null) {
            context.next();
        } else {
            refuse(context, exhausted);
        }
    }

    private void refuse(RoutingContext context, Exhausted exhausted) {
        context.response()
                .putHeader("Retry-After", Long.toString(exhausted.seconds()))
                .putHeader("RateLimit-Policy", "\"%s\";q=%d;w=1".formatted(exhausted.policy(), exhausted.perSecond()))
                .putHeader("RateLimit", "\"%s\";r=0;t=%d".formatted(exhausted.policy(), exhausted.seconds()));
        answers.end(
                context,
                Problem.of(
                        429,
                        "RATE_LIMITED",
                        "More than %d requests a second came from this %s. Try again in %d s."
                                .formatted(exhausted.perSecond(), exhausted.policy(), exhausted.seconds())));
    }

    /** A token is a secret: what is kept to know it again is not. */
    private static String digest(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Nothing is left of an allowance for so many seconds. */
    private record Exhausted(String policy, long perSecond, long seconds) {}

    /** One bucket for each key; a key that stays away is forgotten, which gives it a full bucket again. */
    private static final class Allowance {
        private final String policy;
        private final long perSecond;
        private final LoadingCache<String, Bucket> buckets;

        Allowance(String policy, RateLimits.Rate rate) {
            this.policy = policy;
            this.perSecond = rate.perSecond();
            this.buckets = Caffeine.newBuilder()
                    .maximumSize(MOST_CALLERS)
                    .expireAfterAccess(FORGOTTEN_AFTER)
                    .build(key -> Bucket.builder()
                            .addLimit(limit ->
                                    limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                            .build());
        }

        /** Takes one; null when there was one. */
        @Nullable
        Exhausted take(String key) {
            ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
            if (probe.isConsumed()) {
                return null;
            }
            var seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            return new Exhausted(policy, perSecond, seconds);
        }
    }
}
