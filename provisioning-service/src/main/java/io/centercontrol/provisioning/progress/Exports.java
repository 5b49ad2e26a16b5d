package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** What deletion needs to know of the exports that are stored here. Everything joins the transaction that is open. */
public interface Exports {
    /** The size of a service's stored export; empty when it is not stored here, or not as a whole. */
    Uni<Optional<Long>> bytes(TenantId tenant, String service, String sha256);

    /** This one counts: what other attempts of the same service left behind goes. */
    Uni<Void> settle(TenantId tenant, String service, String sha256);

    /** The tenant is erased: its exports are kept for so long from now on. Only the first time counts. */
    Uni<Void> erased(TenantId tenant, Instant now);
}
