package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Governance;
import io.centercontrol.dataplane.Grant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds of a tenant of which the platform has not said anything here yet: what its default plan offers, and of stores,
 * where that says nothing, the platform's own limit. Made once for each default that there was, and found without making
 * anything.
 */
public final class Defaults {
    private final long mostStoresUntilHeard;
    private volatile @Nullable Made made;

    /** @param mostStoresUntilHeard most stores for as long as the platform's own limit was never heard */
    public Defaults(long mostStoresUntilHeard) {
        this.mostStoresUntilHeard = mostStoresUntilHeard;
    }

    private record Made(
            @Nullable Governance governance, @Nullable Entitlements offer, Entitlements entitlements) {}

    /**
     * The entitlements by default.
     *
     * @param governance null when it was never heard
     * @param offer what the default plan offers; null when there is none, or it is not known here
     */
    public Entitlements of(@Nullable Governance governance, @Nullable Entitlements offer) {
        var last = made;
        if (last == null || last.governance != governance || last.offer != offer) {
            last = new Made(governance, offer, make(governance, offer));
            made = last;
        }
        return last.entitlements;
    }

    private Entitlements make(@Nullable Governance governance, @Nullable Entitlements offer) {
        var grants = new ArrayList<Grant>(offer == null ? List.of() : offer.all());
        if (offer == null || offer.find(Entitlements.STORES) == null) {
            var most = governance == null ? mostStoresUntilHeard : governance.defaultMostStores();
            grants.add(new Grant.Limit(Entitlements.STORES, most, true));
        }
        return Entitlements.byDefault(offer == null ? null : offer.plan(), grants);
    }
}
