package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where governance is kept. Each method that changes it saves the row, the version in the history and the event in one transaction.
 */
public interface Governances {
    /** Saves the first version, unless there is one; two that begin at once make one. */
    Uni<Void> begin(Change<Governance> first, Cause cause);

    /**
     * Locks governance and the count of tenants, compares the version, lets the model decide, and saves what it decided. No
     * registration is under way meanwhile, so that a limit holds from its very commit on.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed; the answer then is governance as it stands
     */
    Uni<Saved> change(
            @Nullable Long expectedVersion, Cause cause, Function<Governance, @Nullable Change<Governance>> decide);

    /** Sends the newest event again, under the row's lock and unchanged. */
    Uni<Void> republish();

    /** Governance as it stands. */
    Uni<Saved> get();

    /** Versions, newest first. */
    Uni<Page<GovernanceVersion>> history(int limit, @Nullable String cursor);
}
