package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.provision.Ask;
import io.centercontrol.kit.provision.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What provisioning-service asks this service for, while it waits, and the answers. */
public interface Asks {
    /** Keeps one until it is answered, in place of an earlier one. */
    Uni<Void> put(Ask ask);

    /** The one that waits, locked. */
    Uni<Optional<Ask>> lock(TenantId tenant);

    /** Answers, and keeps it no more; the answer leaves with the transaction. */
    Uni<Void> answer(Ask ask, Outcome outcome);
}
