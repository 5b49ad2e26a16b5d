package io.centercontrol.integrations.deliveries;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How deliveries are made. */
@ConfigMapping(prefix = "cc.deliveries")
public interface DeliveryConfig {
    /** Pauses before the second attempt, the third, and so on: some three days in all. */
    @WithDefault("PT5S,PT1M,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
    List<Duration> pauses();

    /** An endpoint at which all has failed for so long is disabled. */
    @WithDefault("P5D")
    Duration disableAfter();

    /** How long messages and what became of them are kept, and so how long they can be sent again. */
    @WithDefault("P30D")
    Duration kept();

    /**
     * How long an endpoint is leased to one instance: for so long nobody sends to it after that one has died. Half of it may be spent
     * with sending, so it is more than twice {@code cc.webhooks.patience}.
     */
    @WithDefault("PT2M")
    Duration lease();

    /** To how many endpoints one instance sends at the same time. */
    @WithDefault("256")
    int lanes();
}
