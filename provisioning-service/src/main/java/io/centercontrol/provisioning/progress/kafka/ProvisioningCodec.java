package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.provisioning.ServiceErasure;
import io.centercontrol.events.provisioning.ServiceStay;
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

    /** An erasure has an awaiting of its own: who does not know of it is asked for nothing. */
    private static io.centercontrol.events.provisioning.ServiceProvisioning service(ServiceProvisioning s) {
        var erases = s.task() == Task.ERASE;
        return io.centercontrol.events.provisioning.ServiceProvisioning.newBuilder()
                .setService(s.service())
                .setRequired(s.required())
                .setObservedVersion(s.observedVersion())
                .setAttempt(s.attempt())
                .setAwaiting(s.awaiting() && !erases)
                .setNextTryAt(s.nextTryAt())
                .setConditions(List.of(Conditions.of(s.task(), s.condition())))
                .setStay(ServiceStay.valueOf(s.stay().name()))
                .setErasure(erases ? erasure(s) : null)
                .build();
    }

    private static ServiceErasure erasure(ServiceProvisioning s) {
        var said = s.erasure();
        return ServiceErasure.newBuilder()
                .setAttempt(s.attempt())
                .setAwaiting(s.awaiting())
                .setErasedAt(said == null ? null : said.at())
                .setErasedBy(said == null ? null : said.by())
                .setKept(said == null ? List.of() : DeletionCodec.kept(said.kept()))
                .build();
    }
}
