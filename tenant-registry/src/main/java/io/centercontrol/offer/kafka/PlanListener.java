package io.centercontrol.offer.kafka;

import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.offer.EndPlan;
import io.centercontrol.offer.HearPlan;
import io.centercontrol.offer.KnownPlan;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.plans.v1} which plans there are. */
@Singleton
class PlanListener extends StateListener<String, Plan> {
    private final HearPlan hearPlan;
    private final EndPlan endPlan;

    PlanListener(HearPlan hearPlan, EndPlan endPlan) {
        super(StateTopic.PLANS);
        this.hearPlan = hearPlan;
        this.endPlan = endPlan;
    }

    @Incoming(StateTopic.Channel.PLANS)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Plan plan) {
        var command = new HearPlan.Command(known(plan));
        return () -> hearPlan.run(command);
    }

    @Override
    protected Deed ended(String key, long version) {
        return () -> endPlan.run(new EndPlan.Command(key, version));
    }

    private static KnownPlan known(Plan plan) {
        return new KnownPlan(
                plan.getKey(),
                plan.getChange().getVersion(),
                plan.getName(),
                kind(plan.getKind()),
                plan.getVersions().stream().anyMatch(version -> version.getStatus() == PlanStatus.PUBLISHED),
                plan.getOnlyFor());
    }

    private static KnownPlan.Kind kind(PlanKind kind) {
        return switch (kind) {
            case PLAN -> KnownPlan.Kind.PLAN;
            case ADD_ON -> KnownPlan.Kind.ADD_ON;
            case UNKNOWN -> KnownPlan.Kind.OTHER;
        };
    }
}
