package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.TenantNumbers;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Aggregates;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where governance is kept, under the one key {@link Governance#ID}. */
public interface Governances extends Aggregates<String, Governance> {
    /** Saves the first version, unless there is one; two that begin at once make one. */
    Uni<Void> begin(Change<Governance> first, Cause cause);

    /**
     * Locks governance and the count of tenants, compares the version, lets the model decide, and saves what it decided. No
     * registration is under way meanwhile, so that a limit holds from its very commit on.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed; the answer then is governance as it stands
     */
    Uni<Standing> change(
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Governance, @Nullable Change<Governance>> decide);

    /** How many tenants count against the limits. */
    Uni<TenantNumbers> existing();
}
