package io.centercontrol.flags.authoring.kafka;

import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.events.Change;
import io.centercontrol.events.flags.FlagKind;
import io.centercontrol.events.flags.FlagType;
import io.centercontrol.flags.authoring.model.Bucketings;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.KillSwitch;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What became of a flag as the Avro record of {@code cc.flags.v1}. */
@Singleton
class FlagCodec extends AggregateCodec<Flag> {
    FlagCodec(CodecTools tools) {
        super(tools, Contract.FLAGS);
    }

    @Override
    protected SpecificRecord record(Change what, Flag flag) {
        var content = flag.content();
        var compiled = flag.compiled();
        var tenants = new TreeMap<String, String>();
        content.tenantOverrides().forEach((tenant, variant) -> tenants.put(tenant.toString(), variant));
        return io.centercontrol.events.flags.Flag.newBuilder()
                .setChange(what)
                .setKey(flag.key())
                .setName(content.name())
                .setDescription(content.description())
                .setType(FlagType.valueOf(compiled.type().name()))
                .setKind(FlagKind.valueOf(content.kind().name()))
                .setOwner(content.owner())
                .setTags(List.copyOf(content.tags()))
                .setSensitive(content.sensitive())
                .setStaleAt(flag.staleAt())
                .setDefinition(compiled.definition())
                .setAuthored(content.definition())
                .setOffVariant(Objects.requireNonNullElse(compiled.offVariant(), ""))
                .setKillSwitches(
                        flag.killSwitches().stream().map(FlagCodec::killSwitch).toList())
                .setTenantOverrides(tenants)
                .setPlanOverrides(new TreeMap<>(content.planOverrides()))
                .setArchived(content.archived())
                .setUpdatedAt(flag.updatedAt())
                .setBucketing(bucketing(Bucketings.of(content.definition())))
                .build();
    }

    private static io.centercontrol.events.flags.Bucketing bucketing(@Nullable Bucketing known) {
        return known == null
                ? io.centercontrol.events.flags.Bucketing.UNKNOWN
                : io.centercontrol.events.flags.Bucketing.valueOf(known.name());
    }

    private static io.centercontrol.events.flags.KillSwitch killSwitch(KillSwitch one) {
        return io.centercontrol.events.flags.KillSwitch.newBuilder()
                .setId(one.id())
                .setEveryone(one.reach().everyone())
                .setTenants(
                        one.reach().tenants().stream().map(TenantId::toString).toList())
                .setPlans(List.copyOf(one.reach().plans()))
                .setReason(one.reason())
                .setBy(one.by())
                .setSince(one.since())
                .setExpiresAt(one.expiresAt())
                .build();
    }
}
