package io.centercontrol.flags.limits.store;

import io.centercontrol.flags.limits.RepublishRateLimit;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.kit.truth.TableTruth;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.limits.v1}. */
@Singleton
class RateLimitTruth extends TableTruth {
    private final RepublishRateLimit republishRateLimit;

    RateLimitTruth(Mutiny.SessionFactory sessions, RepublishRateLimit republishRateLimit) {
        super(sessions, "cc.limits.v1", "rate_limit", "text", "true");
        this.republishRateLimit = republishRateLimit;
    }

    @Override
    public Uni<Void> republish(String id) {
        return republishRateLimit.run(new RepublishRateLimit.Command(LimitKey.parse(id)));
    }
}
