package io.centercontrol.provisioning.shares;

import io.centercontrol.provisioning.shares.model.Fleet;
import io.centercontrol.provisioning.shares.model.HeardDemand;
import io.centercontrol.provisioning.shares.model.Shares;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fleets that this instance hears of. A topic of positions has one partition, so each tenant service is heard by one
 * instance of this service at a time; whoever hears nothing says nothing.
 */
@ApplicationScoped
class Fleets {
    private final Map<String, Fleet> byService = new HashMap<>();

    synchronized void hear(HeardDemand heard) {
        byService.computeIfAbsent(heard.service(), Fleet::new).hear(heard);
    }

    synchronized List<Shares> shares(Instant now) {
        return byService.values().stream()
                .map(fleet -> fleet.shares(now))
                .flatMap(Optional::stream)
                .toList();
    }
}
