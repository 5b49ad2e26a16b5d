package io.centercontrol.usage.intake;

import io.centercontrol.kit.Rounds;
import io.centercontrol.usage.intake.model.IntakeRefusals;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.model.Meter;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All meters in memory, by the type of event that they measure. Compared with the database once a second, and at once when a type
 * comes that none of them measures: a meter measures what comes after it was made. While the database is away it stays as it was.
 */
@ApplicationScoped
class MeterBoard {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Meters meters;
    private volatile Map<String, List<Meter>> byType = Map.of();
    private volatile String stamp = "";

    MeterBoard(Meters meters) {
        this.meters = meters;
    }

    void begin(@Observes StartupEvent event, Rounds rounds) {
        rounds.begin("the meters by type", Duration.ofMillis(1), () -> look().replaceWith(LOOK));
    }

    /** Those that measure any of these types, by type; fails when one is not known and the database is away. */
    Uni<Map<String, List<Meter>>> measuring(Collection<String> types) {
        return byType.keySet().containsAll(types)
                ? Uni.createFrom().item(byType)
                : look().map(ignored -> byType).onFailure().transform(failure -> IntakeRefusals.metersAway());
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
