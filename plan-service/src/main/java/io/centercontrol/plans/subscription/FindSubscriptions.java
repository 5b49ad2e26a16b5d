package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Page;
import io.centercontrol.plans.subscription.Subscriptions.Listed;
import io.centercontrol.plans.subscription.Subscriptions.Query;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone asks who has what. */
@ApplicationScoped
public class FindSubscriptions {
    private final Subscriptions subscriptions;

    FindSubscriptions(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Those that are asked for. */
    public record Command(Query query) {}

    /** A part of the list. */
    public Uni<Page<Listed>> run(Command command) {
        return subscriptions.find(command.query());
    }
}
