package io.centercontrol.flags.changes;

import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Version;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All change requests there are or were. Who locks a flag and a request locks the flag first, and requests in the order of
 * their ids.
 */
public interface ChangeRequests {
    /** One that time alone changes. */
    record Due(UUID id, String flag) {}

    /** Keeps a new one; refuses when too many of the flag wait, for who has locked the flag. */
    Uni<Void> add(Change<ChangeRequest> opened, Cause cause);

    /**
     * Locks one until the open transaction ends; refuses when there is none.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     */
    Uni<ChangeRequest> lock(UUID id, @Nullable KnownVersions expectedVersion);

    /** Locks all of a flag of which something can still come. */
    Uni<List<ChangeRequest>> lockLive(String flag);

    /** Keeps the next step of one that is locked: the row, and the step in the history. */
    Uni<Void> save(Change<ChangeRequest> step, Cause cause);

    /** Those whose time has come, the longest due first; locks none. */
    Uni<List<Due>> due(Instant now, int most);

    /** One; refuses when there is none. */
    Uni<ChangeRequest> get(UUID id);

    /** Those that a filter lets through, newest first. */
    Uni<Page<ChangeRequest>> find(ChangeFilter filter, int limit, @Nullable String cursor);

    /** Steps of one, newest first; refuses when there is none. */
    Uni<Page<Version<ChangeRequest>>> history(UUID id, int limit, @Nullable String cursor);
}
