package io.centercontrol.dataplane.limit;

import io.centercontrol.kernel.TenantId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This instance's part of each limit: as the platform said last, an equal one where it did not say, and the whole as long as
 * it has never been heard.
 */
public final class Parts {
    private final String instanceId;
    private final Supplier<@Nullable ServiceShares> said;
    private volatile @Nullable Own own;

    /**
     * Asks for the platform's word each time.
     *
     * @param instanceId whose parts these are
     * @param said the platform's last word on this tenant service; null when it was never heard
     */
    public Parts(String instanceId, Supplier<@Nullable ServiceShares> said) {
        this.instanceId = instanceId;
        this.said = said;
    }

    private record Own(ServiceShares shares, int index, double equal) {}

    /** From 0 to 1. */
    double of(TenantId tenant, String callClass) {
        var shares = said.get();
        if (shares == null) {
            return 1;
        }
        var found = own(shares);
        var parts = shares.parts(tenant, callClass);
        return parts == null || found.index < 0 ? found.equal : parts.get(found.index);
    }

    /** Whether the platform parts this by demand at the moment. */
    boolean isUneven(TenantId tenant, String callClass) {
        var shares = said.get();
        return shares != null && shares.parts(tenant, callClass) != null;
    }

    /** Who is not listed yet counts itself: the others hear of it when it does. */
    private Own own(ServiceShares shares) {
        var last = own;
        if (last == null || last.shares != shares) {
            var index = shares.instances().indexOf(instanceId);
            var all = shares.instances().size() + (index < 0 ? 1 : 0);
            last = new Own(shares, index, 1.0 / all);
            own = last;
        }
        return last;
    }
}
