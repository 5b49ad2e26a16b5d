package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import io.centercontrol.provisioning.progress.model.Task;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A change of a provisioning as the Avro record of {@code cc.provisioning.v1}. */
@Singleton
class ProvisioningCodec extends AggregateCodec<Provisioning> {
    ProvisioningCodec(CodecTools tools) {
        super(tools, Contract.PROVISIONING);
    }

    @Override
    protected SpecificRecord record(Change what, Provisioning provisioning) {
        var deletion = provisioning.deletion();
        return io.centercontrol.events.provisioning.Provisioning.newBuilder()
                .setChange(what)
                .setTenantId(provisioning.tenant().value())
                .setDesiredVersion(provisioning.desiredVersion())
                .setReady(provisioning.ready())
                .setPaused(provisioning.paused())
                .setServices(provisioning.services().stream()
                        .map(ProvisioningCodec::service)
                        .toList())
                .setDeletion(deletion == null ? null : DeletionCodec.deletion(deletion))
                .build();
    }

    @Override
    protected TenantId tenant(Provisioning provisioning) {
        return provisioning.tenant();
    }

    @Override
    protected String erased() {
        return "provisioning.ended";
    }

    private static io.centercontrol.events.provisioning.ServiceProvisioning service(ServiceProvisioning s) {
        return io.centercontrol.events.provisioning.ServiceProvisioning.newBuilder()
                .setService(s.service())
                .setRequired(s.required())
                .setObservedVersion(s.observedVersion())
                .setAttempt(s.attempt())
                .setAwaiting(s.awaiting())
                .setNextTryAt(s.nextTryAt())
                .setConditions(List.of(Conditions.of(Task.PROVISION, s.condition())))
                .build();
    }
}
