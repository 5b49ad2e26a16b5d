package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.plans.subscription.model.Entitled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks how a subscription came to be what it is. */
@ApplicationScoped
public class SubscriptionHistory {
    private final Subscriptions subscriptions;

    SubscriptionHistory(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Which part of whose history. */
    public record Command(
            TenantId tenant, int limit, @Nullable String cursor) {}

    /** Versions, newest first; refuses for a tenant that has no subscription. */
    public Uni<Page<Version<Entitled>>> run(Command command) {
        return subscriptions.find(command.tenant()).chain(found -> {
            if (found.isEmpty()) {
                throw AlterSubscription.unknown(command.tenant());
            }
            return subscriptions.history(command.tenant(), command.limit(), command.cursor());
        });
    }
}
