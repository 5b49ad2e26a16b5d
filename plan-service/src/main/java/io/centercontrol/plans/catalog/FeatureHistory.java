package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Page;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks how a feature came to be what it is. */
@ApplicationScoped
public class FeatureHistory {
    private final Features features;

    FeatureHistory(Features features) {
        this.features = features;
    }

    /** Which part of which history. */
    public record Command(String key, int limit, @Nullable String cursor) {}

    /** Versions, newest first; refuses when there is none of the key. */
    public Uni<Page<CatalogVersion<FeatureEntry>>> run(Command command) {
        return features.history(command.key(), command.limit(), command.cursor());
    }
}
