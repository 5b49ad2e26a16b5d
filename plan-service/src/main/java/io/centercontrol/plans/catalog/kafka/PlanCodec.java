package io.centercontrol.plans.catalog.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.events.plans.PriceInterval;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanVersion;
import io.centercontrol.plans.catalog.model.Price;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A change of a plan or an add-on as the Avro record of {@code cc.plans.v1}. */
@Singleton
class PlanCodec extends AggregateCodec<Plan> {
    PlanCodec(CodecTools tools) {
        super(tools, Contract.PLANS);
    }

    @Override
    protected SpecificRecord record(Change what, Plan plan) {
        var onlyFor = plan.onlyFor();
        return io.centercontrol.events.plans.Plan.newBuilder()
                .setChange(what)
                .setKey(plan.key())
                .setName(plan.name())
                .setKind(PlanKind.valueOf(plan.kind().name()))
                .setOnlyFor(onlyFor == null ? null : onlyFor.value())
                .setVersions(plan.versions().stream().map(PlanCodec::version).toList())
                .setUpdatedAt(plan.updatedAt())
                .build();
    }

    private static io.centercontrol.events.plans.PlanVersion version(PlanVersion version) {
        var terms = version.terms();
        return io.centercontrol.events.plans.PlanVersion.newBuilder()
                .setNumber(version.number())
                .setStatus(PlanStatus.valueOf(version.status().name()))
                .setGrants(GrantRecords.of(terms.grants()))
                .setPrice(price(terms.price()))
                .setTrialDays(terms.trialDays())
                .setAfterTrial(terms.afterTrial())
                .setPublishedAt(version.publishedAt())
                .build();
    }

    private static io.centercontrol.events.plans.@Nullable Price price(@Nullable Price price) {
        return price == null
                ? null
                : new io.centercontrol.events.plans.Price(
                        price.minorUnits(),
                        price.currency(),
                        PriceInterval.valueOf(price.interval().name()));
    }
}
