package io.centercontrol.usage.statements.kafka;

import io.centercontrol.events.plans.AddOnUse;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.usage.consumption.kafka.GrantReading;
import io.centercontrol.usage.statements.Books;
import io.centercontrol.usage.statements.model.AddOn;
import io.centercontrol.usage.statements.model.Entitled;
import io.centercontrol.usage.statements.model.PlanVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.entitlements.v1} which plans and add-ons tenants have, and what they are granted. */
@Singleton
class BillingEntitlementListener extends StateListener<TenantId, Entitlements> {
    private static final String CHANNEL = "billing-entitlements";
    private static final int MOST_ADD_ONS = 1_000;

    private final Books books;

    BillingEntitlementListener(Books books) {
        super(new StateTopic<>(
                CHANNEL, Entitlements.class, StateTopic.ENTITLEMENTS.key(), StateTopic.ENTITLEMENTS.keyOf()));
        this.books = books;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Entitlements entitlements) {
        if (entitlements.getAddOns().size() > MOST_ADD_ONS) {
            throw new UnreadableException(
                    entitlements.getAddOns().size() + " add-ons; " + MOST_ADD_ONS + " at most", null);
        }
        var heard = new Books.HeardEntitled(
                new TenantId(entitlements.getTenantId()),
                entitlements.getChange().getVersion(),
                Heard.time(entitlements.getPlanSince()),
                new Entitled(
                        Heard.time(entitlements.getChange().getTime()),
                        new PlanVersion(Heard.text(entitlements.getPlan()), entitlements.getPlanVersion()),
                        entitlements.getTrial(),
                        entitlements.getAddOns().stream()
                                .map(BillingEntitlementListener::addOn)
                                .toList(),
                        GrantReading.of(entitlements)));
        return () -> books.hear(heard);
    }

    private static AddOn addOn(AddOnUse use) {
        return new AddOn(
                Heard.text(use.getAddOn()),
                use.getVersion(),
                Heard.time(use.getFrom()),
                use.getUntil() == null ? null : Heard.time(use.getUntil()));
    }

    /** What it had until then stands in its statements; that it is gone is heard of the tenant itself. */
    @Override
    protected Deed ended(TenantId tenant, long version) {
        return () -> Uni.createFrom().voidItem();
    }
}
