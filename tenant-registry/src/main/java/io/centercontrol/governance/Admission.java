package io.centercontrol.governance;

import io.centercontrol.governance.model.Terms;
import io.smallrye.mutiny.Uni;

/** Asked by whoever makes a new tenant. */
public interface Admission {
    /** The terms that hold now. */
    Uni<Terms> terms();

    /**
     * Takes a slot for one more tenant, in the transaction that is open: it is given back if that rolls back, and used if it
     * commits. Registrations far from their limit do not wait for each other; near it they queue, so that it holds exactly.
     *
     * @param kind {@code TEST} or {@code LIVE}
     * @return refuses with {@code TENANT_LIMIT_REACHED}; fails when no transaction is open
     */
    Uni<Void> admit(String kind);
}
