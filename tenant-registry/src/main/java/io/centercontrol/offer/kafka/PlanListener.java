package io.centercontrol.offer.kafka;

import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.kit.inbox.Tombstone;
import io.centercontrol.offer.EndPlan;
import io.centercontrol.offer.FollowPlan;
import io.centercontrol.offer.KnownPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.plans.v1} which plans there are. */
@ApplicationScoped
class PlanListener extends Listener<PlanListener.News> {
    private static final String CHANNEL = "plans";

    private final AvroWire wire;
    private final FollowPlan followPlan;
    private final EndPlan endPlan;

    PlanListener(AvroWire wire, FollowPlan followPlan, EndPlan endPlan) {
        this.wire = wire;
        this.followPlan = followPlan;
        this.endPlan = endPlan;
    }

    /** What a record of the topic can say. */
    sealed interface News {
        record Followed(FollowPlan.Command command) implements News {}

        record Ended(EndPlan.Command command) implements News {}
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Uni<News> decode(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new UnreadableException("a plan's record has no key", null);
        }
        if (record.value() == null) {
            return Uni.createFrom().item(new News.Ended(new EndPlan.Command(record.key(), Tombstone.version(record))));
        }
        return wire.decode(record.value(), Plan.class).map(plan -> {
            if (!record.key().equals(plan.getKey())) {
                throw new UnreadableException(
                        "the key is '" + record.key() + "', the plan '" + plan.getKey() + "'", null);
            }
            return new News.Followed(new FollowPlan.Command(known(plan)));
        });
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

    @Override
    protected Uni<Void> apply(News news) {
        return switch (news) {
            case News.Followed(var command) -> followPlan.run(command);
            case News.Ended(var command) -> endPlan.run(command);
        };
    }
}
