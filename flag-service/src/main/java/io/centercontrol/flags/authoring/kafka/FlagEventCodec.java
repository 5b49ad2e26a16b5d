package io.centercontrol.flags.authoring.kafka;

import io.centercontrol.events.flags.FlagKind;
import io.centercontrol.events.flags.FlagType;
import io.centercontrol.flags.authoring.EventEncoder;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.KillSwitch;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** What became of a flag as the Avro record of {@code cc.flags.v1}. */
@ApplicationScoped
class FlagEventCodec implements EventEncoder {
    private static final String SERVICE = "flag-service";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    FlagEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(Contract.FLAGS, PATIENCE);
    }

    @Override
    public OutboxEvent flag(UUID eventId, Change<Flag> change, Cause cause) {
        var flag = change.next();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.FLAGS),
                flag.key(),
                change.type(),
                null,
                flag.version(),
                SERVICE,
                flag.updatedAt(),
                wire.encode(Contract.FLAGS, record(eventId, change, cause)));
    }

    private io.centercontrol.events.flags.Flag record(UUID eventId, Change<Flag> change, Cause cause) {
        var flag = change.next();
        var content = flag.content();
        var compiled = flag.compiled();
        var tenants = new TreeMap<String, String>();
        content.tenantOverrides().forEach((tenant, variant) -> tenants.put(tenant.toString(), variant));
        return io.centercontrol.events.flags.Flag.newBuilder()
                .setChange(changes.of(eventId, flag.key(), flag.version(), change, cause, flag.updatedAt()))
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
                .setOffVariant(compiled.offVariant())
                .setKillSwitches(flag.killSwitches().stream()
                        .map(FlagEventCodec::killSwitch)
                        .toList())
                .setTenantOverrides(tenants)
                .setPlanOverrides(new TreeMap<>(content.planOverrides()))
                .setArchived(content.archived())
                .setUpdatedAt(flag.updatedAt())
                .build();
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
