package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A feature gets other words, or no new plan version may grant it any more. */
@ApplicationScoped
public class ReviseFeature {
    private final Features features;
    private final Clock clock;

    ReviseFeature(Features features, Clock clock) {
        this.features = features;
        this.clock = clock;
    }

    /** The feature as it shall be; its key and kind stay. */
    public record Command(
            String key,
            String name,
            @Nullable String unit,
            boolean deprecated,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Revises; the same makes no new version. */
    public Uni<Kept<FeatureEntry>> run(Command command) {
        return features.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                entry -> entry.revise(command.name(), command.unit(), command.deprecated(), clock.instant()));
    }
}
