package io.centercontrol.usage.intake;

import io.centercontrol.usage.intake.model.IntakeRefusals;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All meters in memory, by the type of event that they measure. While events come it is compared with the database once a second, and
 * at once when a type comes that none of them measures: a meter measures what comes after it was made. While the database is away it
 * stays as it was.
 */
@ApplicationScoped
class MeterBoard {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Meters meters;
    private volatile Map<String, List<Meter>> byType = Map.of();
    private volatile String stamp = "";
    private volatile long nextLook = System.nanoTime();

    MeterBoard(Meters meters) {
        this.meters = meters;
    }

    /** Those that measure any of these types, by type; fails when one is not known and the database is away. */
    Uni<Map<String, List<Meter>>> measuring(Collection<String> types) {
        var now = System.nanoTime();
        if (isKnown(types)) {
            if (now - nextLook < 0) {
                return Uni.createFrom().item(byType);
            }
            // One looks; the others go by what is known.
            nextLook = now + LOOK_NANOS;
        }
        return look().map(ignored -> byType).onFailure().recoverWithUni(() -> {
            if (isKnown(types)) {
                return Uni.createFrom().item(byType);
            }
            throw IntakeRefusals.metersAway();
        });
    }

    private boolean isKnown(Collection<String> types) {
        return byType.keySet().containsAll(types);
    }

    private Uni<Void> look() {
        return meters.stamp()
                .chain(current -> current.equals(stamp)
                        ? Uni.createFrom().voidItem()
                        : meters.all()
                                .invoke(all -> {
                                    byType = Map.copyOf(all.stream()
                                            .collect(Collectors.groupingBy(
                                                    meter -> meter.measure().eventType())));
                                    stamp = current;
                                })
                                .replaceWithVoid());
    }
}
