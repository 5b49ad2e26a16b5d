package io.centercontrol.provisioning.shares.model;

import java.time.Instant;
import java.util.Map;

/**
 * What one position tells of demand.
 *
 * @param stopping whether it is the last one of an orderly stop
 * @param perSecond how often each call was asked for lately, of those near their limit
 * @param appendedAt the broker's append time
 */
public record HeardDemand(
        String service, String instanceId, boolean stopping, Map<Call, Double> perSecond, Instant appendedAt) {
    public HeardDemand {
        perSecond = Map.copyOf(perSecond);
    }
}
