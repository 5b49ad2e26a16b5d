package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.provisioning.WhenLeft;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.provisioning.progress.model.Serves;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

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
                .setServes(serves(service.serves()))
                .build();
    }

    private static io.centercontrol.events.provisioning.@Nullable Serves serves(Serves serves) {
        return serves.equals(Serves.EVERYBODY)
                ? null
                : io.centercontrol.events.provisioning.Serves.newBuilder()
                        .setKinds(List.copyOf(serves.kinds()))
                        .setRegions(List.copyOf(serves.regions()))
                        .setPlans(List.copyOf(serves.plans()))
                        .setFeatures(List.copyOf(serves.features()))
                        .setLabels(Map.copyOf(serves.labels()))
                        .setWhenLeft(WhenLeft.valueOf(serves.whenLeft().name()))
                        .build();
    }
}
