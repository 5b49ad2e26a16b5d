package io.centercontrol.plans.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The newest event of a feature is sent again, since someone may have missed it. */
@ApplicationScoped
public class RepublishFeature {
    private final Features features;

    RepublishFeature(Features features) {
        this.features = features;
    }

    /** Which one. */
    public record Command(String key) {}

    /** Sends; refuses when there is none. */
    public Uni<Void> run(Command command) {
        return features.republish(command.key());
    }
}
