package io.centercontrol.usage.consumption;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.ConsumptionRefusals;
import io.centercontrol.usage.consumption.model.Outlook;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What one tenant has used by now, whatever was told of it. */
@ApplicationScoped
public class ShowConsumption {
    private final Consumptions consumptions;
    private final Clock clock;

    ShowConsumption(Consumptions consumptions, Clock clock) {
        this.consumptions = consumptions;
        this.clock = clock;
    }

    /** Refuses when nothing is known of what it is granted. */
    public Uni<Outlook> of(TenantId tenant) {
        var now = clock.instant();
        return consumptions.of(tenant, now).map(due -> {
            if (due == null) {
                throw ConsumptionRefusals.noTenant(tenant);
            }
            return Outlook.of(due.told(), due.granted(), due.used(), now);
        });
    }
}
