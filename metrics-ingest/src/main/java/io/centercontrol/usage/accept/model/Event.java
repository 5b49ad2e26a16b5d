package io.centercontrol.usage.accept.model;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.meters.model.Grade;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was measured, as its producer tells of it.
 *
 * @param id unique in the producer's service; null of what was counted together
 * @param meter the meter's key; there may be no such meter
 * @param amount the value, or how many events it stands for
 * @param happenedAt by the producer's clock
 * @param properties by their names
 */
public record Event(
        @Nullable String id,
        String meter,
        TenantId tenant,
        long amount,
        Instant happenedAt,
        Map<String, String> properties,
        Grade grade) {
    public Event {
        properties = Map.copyOf(properties);
    }
}
