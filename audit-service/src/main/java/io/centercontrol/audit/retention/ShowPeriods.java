package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Periods;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone asks how long everything is kept. */
@ApplicationScoped
public class ShowPeriods {
    private final Policies policies;
    private final Governed governed;
    private final RetentionConfig config;

    ShowPeriods(Policies policies, Governed governed, RetentionConfig config) {
        this.policies = policies;
        this.governed = governed;
        this.config = config;
    }

    /** As it holds now. Joins the transaction if there is one. */
    public Uni<Periods> run() {
        return policies.all().chain(all -> governed.bounds().map(bounds -> Periods.of(config.periods(), all, bounds)));
    }
}
