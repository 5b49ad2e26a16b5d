package io.centercontrol.offer;

import io.smallrye.mutiny.Uni;

/** The local view of plans; fed by their topic. News that come late or again change nothing. */
public interface KnownPlans {
    /** Takes over what an event says. */
    Uni<Void> hear(KnownPlan plan);

    /** Takes over that a plan has left its topic. */
    Uni<Void> gone(String key, long version);

    /** What a tenant can be registered with. */
    Uni<OnOffer> onOffer();
}
