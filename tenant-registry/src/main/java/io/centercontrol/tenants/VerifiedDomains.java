package io.centercontrol.tenants;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Verified domains, as those who check them again look at them. */
public interface VerifiedDomains {
    /** Takes those that were last looked at before a moment, and notes that they are looked at now. */
    Uni<List<Owned>> takeDue(Instant before, Instant now, int most);

    /** A domain and whose it is. */
    record Owned(TenantId tenant, String domain) {}
}
