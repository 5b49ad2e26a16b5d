package io.centercontrol.plans.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone looks at a feature. */
@ApplicationScoped
public class ShowFeature {
    private final Features features;

    ShowFeature(Features features) {
        this.features = features;
    }

    /** Which one. */
    public record Command(String key) {}

    /** As it stands; refuses when there is none. */
    public Uni<SavedFeature> run(Command command) {
        return features.get(command.key());
    }
}
