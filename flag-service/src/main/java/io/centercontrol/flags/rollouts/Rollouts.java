package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Version;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All rollouts there are or were. Who locks a flag and a rollout locks the flag first. */
public interface Rollouts {
    /** One that is to be looked at. */
    record Due(UUID id, String flag) {}

    /** Keeps a new one; refuses while another one of the flag has not ended, for who has locked the flag. */
    Uni<Void> add(Change<Rollout> started, Cause cause);

    /**
     * Locks one until the open transaction ends; refuses when there is none.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     */
    Uni<Rollout> lock(UUID id, @Nullable KnownVersions expectedVersion);

    /** Locks the one of a flag of which something can still come, if there is one. */
    Uni<Optional<Rollout>> lockLive(String flag);

    /** Keeps the next step of one that is locked: the row, and the step in the history. */
    Uni<Void> save(Change<Rollout> step, Cause cause);

    /**
     * It was looked at and stays as it is.
     *
     * @param version as it was looked at: one that was changed since is left alone
     * @param at when to look again; null for not before it changes
     */
    Uni<Void> lookAgain(UUID id, long version, @Nullable Instant at);

    /** Those that are to be looked at, the longest due first; locks none. */
    Uni<List<Due>> due(Instant now, int most);

    /** One; refuses when there is none. */
    Uni<Rollout> get(UUID id);

    /** Those that a filter lets through, newest first. */
    Uni<Page<Rollout>> find(RolloutFilter filter, int limit, @Nullable String cursor);

    /** Steps of one, newest first; refuses when there is none. */
    Uni<Page<Version<Rollout>>> history(UUID id, int limit, @Nullable String cursor);
}
