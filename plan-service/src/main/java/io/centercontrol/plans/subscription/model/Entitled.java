package io.centercontrol.plans.subscription.model;

import io.centercontrol.kernel.Aggregate;
import java.time.Instant;
import java.util.List;

/**
 * A subscription, and what comes of it at its moment: what is told.
 *
 * @param planName of the plan that it has, for people
 * @param values of every feature that is not off or 0, by feature
 */
public record Entitled(Subscription subscription, String planName, List<Value> values) implements Aggregate {
    public Entitled {
        values = List.copyOf(values);
    }

    @Override
    public String aggregateId() {
        return subscription.tenant().toString();
    }

    @Override
    public long version() {
        return subscription.version();
    }

    @Override
    public Instant updatedAt() {
        return subscription.updatedAt();
    }

    @Override
    public String inWords() {
        return "The subscription";
    }

    /** The plan that it has, since when, and how it came to it. */
    public Timeline.Segment now() {
        return subscription.timeline().at(subscription.moment());
    }
}
