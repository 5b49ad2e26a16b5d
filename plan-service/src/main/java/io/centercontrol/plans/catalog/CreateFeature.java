package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** There is something new that plans can grant. */
@ApplicationScoped
public class CreateFeature {
    private final Features features;
    private final Clock clock;

    CreateFeature(Features features, Clock clock) {
        this.features = features;
        this.clock = clock;
    }

    /** The new feature. */
    public record Command(
            String key,
            String name,
            Feature.Kind kind,
            @Nullable String unit,
            Cause cause) {}

    /** Creates; refuses a key that was ever used. */
    public Uni<Kept<FeatureEntry>> run(Command command) {
        return features.create(
                FeatureEntry.create(command.key(), command.name(), command.kind(), command.unit(), clock.instant()),
                command.cause());
    }
}
