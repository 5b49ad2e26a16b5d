package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.subscription.model.Entitled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone asks what a tenant has, had and will have. */
@ApplicationScoped
public class ShowSubscription {
    private final Subscriptions subscriptions;

    ShowSubscription(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Of whom. */
    public record Command(TenantId tenant) {}

    /** The subscription as it stands; refuses for a tenant that has none. */
    public Uni<Kept<Entitled>> run(Command command) {
        return subscriptions
                .find(command.tenant())
                .map(found -> found.orElseThrow(() -> AlterSubscription.unknown(command.tenant())));
    }
}
