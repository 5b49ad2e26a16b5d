package io.centercontrol.audit.export;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.time.Ids;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Writes exports that are due, a few at a time. What another instance had begun and left is gone on with when its lease is over. */
@Singleton
class ExportWorker {
    private static final Logger LOG = Logger.getLogger(ExportWorker.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Rounds rounds;
    private final ExportStore exports;
    private final WriteExport writeExport;
    private final ExportConfig config;
    private final Ids ids;
    private final Clock clock;
    private final AtomicInteger atWork = new AtomicInteger();

    ExportWorker(
            Rounds rounds, ExportStore exports, WriteExport writeExport, ExportConfig config, Ids ids, Clock clock) {
        this.rounds = rounds;
        this.exports = exports;
        this.writeExport = writeExport;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        rounds.beginDue("exports of the trail", LOOK, exports::nextDue, this::round);
    }

    private Uni<Duration> round() {
        var free = config.atOnce() - atWork.get();
        if (free <= 0) {
            return Uni.createFrom().item(LOOK);
        }
        var lease = ids.next();
        return exports.lease(lease, clock.instant(), config.lease(), free)
                .invoke(found -> found.forEach(export -> write(export, lease)))
                .replaceWith(LOOK);
    }

    private void write(Export export, UUID lease) {
        atWork.incrementAndGet();
        VertxContext.aside(() -> {
                    writeExport.run(export, lease);
                    return export.id();
                })
                .onTermination()
                .invoke(() -> {
                    atWork.decrementAndGet();
                    rounds.stir();
                })
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "export %s is gone on with when its lease is over: %s", export.id(), failure));
    }
}
