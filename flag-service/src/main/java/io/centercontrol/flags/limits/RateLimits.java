package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All rate limits there are, those that were removed with them. */
public interface RateLimits extends Aggregates<LimitKey, RateLimit> {
    /** Most that one tenant or one plan can have at a time. */
    long MOST_EACH = 100;

    /**
     * Locks a rate limit, lets the model decide, and saves what it decided. Refuses for a tenant that was forgotten, and one
     * more than {@link #MOST_EACH}.
     *
     * @param decide is given null when there never was one; returns null when nothing is to be changed
     */
    Uni<Written<RateLimit>> change(
            LimitKey key, Cause cause, Function<@Nullable RateLimit, @Nullable Change<RateLimit>> decide);

    /**
     * The same for those whose time is over; passes over what another instance works on.
     *
     * @return how many there were
     */
    Uni<Integer> changeDue(Instant now, int most, Cause cause, Function<RateLimit, @Nullable Change<RateLimit>> decide);

    /** Erases all of a tenant's with their history, and lets nobody set one for it again. */
    Uni<Void> forget(TenantId tenant, Instant now);

    /** A rate limit, removed or not; empty when there never was one. */
    Uni<Optional<Kept<RateLimit>>> find(LimitKey key);

    /** All of these holders that are not removed, by id. */
    Uni<List<Kept<RateLimit>>> of(Collection<Holder> holders);

    /** Who has a limit of its own for a class of call. */
    Uni<List<TenantId>> tenantsWith(String callClass);

    /** Those that a filter lets through, by id. */
    Uni<Page<Kept<RateLimit>>> find(RateLimitFilter filter, int limit, @Nullable String cursor);
}
