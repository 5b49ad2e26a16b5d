package io.centercontrol.audit.trail.model;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as its event tells it: what an entry is made of. Who, why, the changes and the detail are personal, or
 * may be; the rest is not.
 *
 * @param eventId its id, UUIDv7
 * @param topic the topic's name without the environment's prefix
 * @param key the aggregate's id; of what is no change, the service's name
 * @param version the aggregate's version; of what is no change, its number
 * @param action what was done, object first: {@code tenant.suspended}
 * @param happened by the clock of the service
 * @param count how many times, if several are told as one
 * @param service where
 * @param tenant about whom
 * @param correlation shared by all that one request led to
 * @param causation the event that it answers
 * @param trace the trace's id (W3C Trace Context)
 * @param reason why, in the actor's words
 * @param changes what is other than it was
 * @param detail what else belongs to it; values are JSON text
 * @param isLast whether the aggregate ended with it, so that its owner has nothing more to say of it
 */
public record Happening(
        UUID eventId,
        String topic,
        String key,
        long version,
        String action,
        Category category,
        Outcome outcome,
        Instant happened,
        long count,
        String service,
        @Nullable TenantId tenant,
        List<Target> targets,
        @Nullable String correlation,
        @Nullable String causation,
        @Nullable String trace,
        @Nullable Who who,
        @Nullable String reason,
        List<ChangedField> changes,
        Map<String, String> detail,
        boolean isLast) {
    public Happening {
        targets = List.copyOf(targets);
        changes = List.copyOf(changes);
        detail = Map.copyOf(detail);
    }
}
