package io.centercontrol.flags.limits.store;

import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.flags.limits.model.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rate limit as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record RateLimitDocument(
        long permits,
        int perSeconds,
        long burst,
        String stage,
        @Nullable String expiresAt,
        boolean removed,
        String updatedAt) {
    static RateLimitDocument of(RateLimit limit) {
        var terms = limit.terms();
        var expiresAt = terms.expiresAt();
        return new RateLimitDocument(
                terms.permits(),
                terms.perSeconds(),
                terms.burst(),
                terms.stage().name(),
                expiresAt == null ? null : expiresAt.toString(),
                limit.removed(),
                limit.updatedAt().toString());
    }

    RateLimit toLimit(String id, long version) {
        return new RateLimit(
                LimitKey.parse(id),
                new Terms(
                        permits,
                        perSeconds,
                        burst,
                        Terms.Stage.valueOf(stage),
                        expiresAt == null ? null : Instant.parse(expiresAt)),
                removed,
                version,
                Instant.parse(updatedAt));
    }
}
