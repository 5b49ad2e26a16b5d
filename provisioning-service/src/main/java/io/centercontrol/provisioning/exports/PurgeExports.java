package io.centercontrol.provisioning.exports;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Removes exports whose time is over, and uploads that nobody goes on with. */
@ApplicationScoped
public class PurgeExports {
    private static final Logger LOG = Logger.getLogger(PurgeExports.class);

    private final ExportStore exports;
    private final Retention retention;
    private final ExportsConfig config;
    private final Rounds rounds;
    private final Clock clock;

    PurgeExports(ExportStore exports, Retention retention, ExportsConfig config, Rounds rounds, Clock clock) {
        this.exports = exports;
        this.retention = retention;
        this.config = config;
        this.rounds = rounds;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("exports", config.purgeEvery(), () -> run().replaceWith(config.purgeEvery()));
    }

    /** How many were removed. */
    public Uni<ExportStore.Purged> run() {
        var now = clock.instant();
        return retention
                .current()
                .chain(kept -> exports.purge(now.minus(kept), now.minus(config.abandonedAfter())))
                .invoke(purged -> {
                    if (purged.kept() + purged.abandoned() > 0) {
                        LOG.infof(
                                "removed %d exports whose time is over and %d that did not come whole",
                                purged.kept(), purged.abandoned());
                    }
                });
    }
}
