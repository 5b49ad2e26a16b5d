package io.centercontrol.usage.statements.kafka;

import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.events.plans.PriceInterval;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.usage.statements.Books;
import io.centercontrol.usage.statements.model.PlanVersion;
import io.centercontrol.usage.statements.model.Price;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears from {@code cc.plans.v1} what published versions of plans and add-ons cost, which never changes. */
@Singleton
class BillingPlanListener extends StateListener<String, Plan> {
    private static final String CHANNEL = "billing-plans";

    private final Books books;
    private final Clock clock;

    BillingPlanListener(Books books, Clock clock) {
        super(new StateTopic<>(CHANNEL, Plan.class, StateTopic.PLANS.key(), StateTopic.PLANS.keyOf()));
        this.books = books;
        this.clock = clock;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Plan plan) {
        var prices = new HashMap<PlanVersion, @Nullable Price>();
        for (var version : plan.getVersions()) {
            if (version.getStatus() == PlanStatus.PUBLISHED || version.getStatus() == PlanStatus.RETIRED) {
                prices.put(new PlanVersion(Heard.text(plan.getKey()), version.getNumber()), price(version.getPrice()));
            }
        }
        return () -> books.hear(prices, clock.instant());
    }

    private static @Nullable Price price(io.centercontrol.events.plans.@Nullable Price price) {
        if (price == null) {
            return null;
        }
        if (price.getInterval() == PriceInterval.UNKNOWN) {
            throw new UnreadableException("a price for an interval that is not known here", null);
        }
        return new Price(
                price.getMinorUnits(),
                Heard.text(price.getCurrency()),
                price.getInterval().name());
    }

    /** What it cost while tenants had it stays. */
    @Override
    protected Deed ended(String plan, long version) {
        return () -> Uni.createFrom().voidItem();
    }
}
