package io.centercontrol.plans.subscription.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.plans.subscription.model.Entitled;

/** One version of a subscription, as clients see it. */
record SubscriptionVersionView(PlanView plan, @JsonUnwrapped VersionView step) {
    static SubscriptionVersionView of(Version<Entitled> version) {
        var entitled = version.state();
        return new SubscriptionVersionView(
                PlanView.of(entitled.now().assignment().plan(), entitled.planName()), VersionView.of(version));
    }
}
