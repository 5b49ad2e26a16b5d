package io.centercontrol.usage.consumption.kafka;

import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.usage.consumption.Consumptions;
import io.centercontrol.usage.consumption.EndEntitlements;
import io.centercontrol.usage.consumption.HearEntitlements;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.entitlements.v1} which limits and meters a tenant is granted. */
@Singleton
class EntitlementListener extends StateListener<TenantId, Entitlements> {
    private static final int LONGEST = 200;

    /** More of them would be no record that the outbox can carry. */
    private static final int MOST = 1_000;

    private final HearEntitlements hearEntitlements;
    private final EndEntitlements endEntitlements;

    EntitlementListener(HearEntitlements hearEntitlements, EndEntitlements endEntitlements) {
        super(StateTopic.ENTITLEMENTS);
        this.hearEntitlements = hearEntitlements;
        this.endEntitlements = endEntitlements;
    }

    @Incoming(StateTopic.Channel.ENTITLEMENTS)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Entitlements entitlements) {
        var entitled = new Consumptions.Entitled(
                new TenantId(entitlements.getTenantId()),
                entitlements.getChange().getVersion(),
                granted(entitlements));
        return () -> hearEntitlements.run(new HearEntitlements.Command(entitled));
    }

    @Override
    protected Deed ended(TenantId tenant, long version) {
        return () -> endEntitlements.run(new EndEntitlements.Command(tenant));
    }

    private static List<Granted> granted(Entitlements entitlements) {
        var granted = entitlements.getValues().stream()
                .map(value -> granted(value.getGrant()))
                .flatMap(Optional::stream)
                .toList();
        if (granted.size() > MOST) {
            throw new UnreadableException(granted.size() + " limits and meters; " + MOST + " at most", null);
        }
        var features = new HashSet<String>();
        for (var one : granted) {
            if (!features.add(one.feature())) {
                throw new UnreadableException("'" + one.feature() + "' is granted twice", null);
            }
        }
        return granted;
    }

    /** Nothing of a switch, and of what a later version of the contract can grant. */
    private static Optional<Granted> granted(Grant grant) {
        var feature = grant.getFeature();
        var kind = grant.getKind();
        var period = grant.getPeriod();
        if (kind != FeatureKind.LIMIT && (kind != FeatureKind.METER || period == MeterPeriod.NONE)) {
            return Optional.empty();
        }
        if (feature.isEmpty() || feature.length() > LONGEST || feature.indexOf('\0') >= 0 || grant.getMost() < 0) {
            throw new UnreadableException("a grant of " + grant.getMost() + " that nothing can have", null);
        }
        return Optional.of(new Granted(
                feature,
                kind == FeatureKind.LIMIT ? Kind.LIMIT : Kind.METER,
                grant.getUnlimited(),
                grant.getUnlimited() ? 0 : grant.getMost(),
                grant.getHard(),
                kind == FeatureKind.LIMIT ? Period.NONE : period == MeterPeriod.DAY ? Period.DAY : Period.MONTH));
    }
}
