package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for features. */
@ApplicationScoped
public class FindFeatures {
    private final Features features;

    FindFeatures(Features features) {
        this.features = features;
    }

    /** What is looked for. */
    public record Command(
            FeatureFilter filter, int limit, @Nullable String cursor) {}

    /** One page, by key. */
    public Uni<Page<SavedFeature>> run(Command command) {
        return features.find(command.filter(), command.limit(), command.cursor());
    }
}
