package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;

/** A change of a tenant service as the Avro record of {@code cc.tenant-services.v1}. */
@Singleton
class TenantServiceCodec extends AggregateCodec<TenantService> {
    TenantServiceCodec(CodecTools tools) {
        super(tools, Contract.TENANT_SERVICES);
    }

    @Override
    protected SpecificRecord record(Change what, TenantService service) {
        return io.centercontrol.events.provisioning.TenantService.newBuilder()
                .setChange(what)
                .setKey(service.key())
                .setName(service.name())
                .setRequired(service.required())
                .setAttemptTimeoutMillis(service.attemptTimeout().toMillis())
                .setFirstBackoffMillis(service.firstBackoff().toMillis())
                .setMostBackoffMillis(service.mostBackoff().toMillis())
                .setRetiredAt(
                        service.retirement() == null
                                ? null
                                : service.retirement().at())
                .build();
    }
}
