package io.centercontrol.provisioning.ledger.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.provisioning.ledger.Instances;
import io.centercontrol.provisioning.ledger.model.Health;
import io.centercontrol.provisioning.ledger.model.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An instance as clients see it.
 *
 * @param standing LIVE, SILENT (not heard for too long), STOPPED (in order) or GONE (as an operator declared)
 * @param leaseMillis null when it takes no lease
 * @param lag how many changes it has not applied
 * @param stalenessMillis how old its data may be: since it last reached the end of the log, by its own clock, plus the time
 *     since it said so; null when it never did in this run
 * @param silentMillis how long it was not heard
 * @param eventId after an operator's word: the event that told of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InstanceView(
        String instanceId,
        String service,
        String sdkVersion,
        Health health,
        Standing standing,
        @Nullable Long leaseMillis,
        long lag,
        @Nullable Long stalenessMillis,
        long silentMillis,
        Instant startedAt,
        Instant firstHeardAt,
        Instant lastHeardAt,
        @Nullable GoneView gone,
        List<PositionView> positions,
        @Nullable UUID eventId) {
    /** Whether it is at work. */
    enum Standing {
        LIVE,
        SILENT,
        STOPPED,
        GONE
    }

    /** An operator's word. */
    record GoneView(Instant at, String by, String reason) {}

    /** How far it is in one partition. */
    record PositionView(String topic, int partition, long nextOffset, long lag, List<Long> quarantined) {}

    static InstanceView of(Instances.Detail detail, Duration patience) {
        return of(detail, patience, null);
    }

    static InstanceView of(Instances.Detail detail, Duration patience, @Nullable UUID eventId) {
        var instance = detail.instance();
        var silent = Math.max(
                0, Duration.between(instance.lastHeardAt(), detail.now()).toMillis());
        var gone = instance.gone();
        var lease = instance.lease();
        var sinceEnd = instance.sinceEnd();
        return new InstanceView(
                instance.id(),
                instance.service(),
                instance.sdkVersion(),
                instance.health(),
                standing(instance, detail.now(), patience),
                lease == null ? null : lease.toMillis(),
                detail.lag(),
                sinceEnd == null ? null : sinceEnd.toMillis() + silent,
                silent,
                instance.startedAt(),
                instance.firstHeardAt(),
                instance.lastHeardAt(),
                gone == null ? null : new GoneView(gone.at(), gone.by(), gone.reason()),
                detail.positions().stream()
                        .map(p -> new PositionView(p.topic(), p.partition(), p.nextOffset(), p.lag(), p.quarantined()))
                        .toList(),
                eventId);
    }

    private static Standing standing(Instance instance, Instant now, Duration patience) {
        if (instance.gone() != null) {
            return Standing.GONE;
        }
        if (instance.stopping()) {
            return Standing.STOPPED;
        }
        return instance.silent(now, patience) ? Standing.SILENT : Standing.LIVE;
    }
}
