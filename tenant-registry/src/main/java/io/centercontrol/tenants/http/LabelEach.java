package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.bulk.BulkAction;
import io.centercontrol.kit.bulk.BulkDone;
import io.centercontrol.kit.bulk.BulkItem;
import io.centercontrol.tenants.Tenants;
import io.centercontrol.tenants.UpdateTenant;
import io.centercontrol.tenants.model.TenantSettings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels are put on many tenants, and taken off. */
@Singleton
class LabelEach implements BulkAction<LabelEach.Labels> {
    static final String WORD = "LABEL";

    private final Tenants tenants;
    private final UpdateTenant updateTenant;

    LabelEach(Tenants tenants, UpdateTenant updateTenant) {
        this.tenants = tenants;
        this.updateTenant = updateTenant;
    }

    /**
     * Which labels.
     *
     * @param labels with the value that each is to have; null takes it off
     */
    record Labels(Map<String, @Nullable String> labels) {
        TenantSettings on(TenantSettings settings) {
            var all = new HashMap<>(settings.labels());
            labels.forEach((name, value) -> {
                if (value == null) {
                    all.remove(name);
                } else {
                    all.put(name, value);
                }
            });
            return settings.labelled(all);
        }
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Class<Labels> arguments() {
        return Labels.class;
    }

    @Override
    public Uni<BulkDone> act(BulkItem one, Labels given, Cause cause) {
        var tenant = TenantId.parse(one.ref());
        return tenants.get(tenant)
                .chain(before -> updateTenant
                        .run(new UpdateTenant.Command(tenant, null, given::on, cause))
                        .map(after -> after.eventId().equals(before.eventId())
                                ? BulkDone.unchanged(after.state().slug())
                                : BulkDone.changed(after.state().slug(), after.eventId())));
    }
}
