package io.centercontrol.audit.stream;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.time.Ids;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends streams that are behind the log. It wakes when the log grows, or when one has rested. Each is visited on its own, so that a
 * receiver that hangs holds up no other's.
 */
@Singleton
class StreamWorker {
    private static final Logger LOG = Logger.getLogger(StreamWorker.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Rounds rounds;
    private final StreamStore streams;
    private final SendStream sendStream;
    private final StreamConfig config;
    private final Ids ids;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicInteger visits = new AtomicInteger();

    StreamWorker(
            Rounds rounds,
            StreamStore streams,
            SendStream sendStream,
            StreamConfig config,
            Ids ids,
            Vertx vertx,
            Clock clock) {
        this.rounds = rounds;
        this.streams = streams;
        this.sendStream = sendStream;
        this.config = config;
        this.ids = ids;
        this.vertx = vertx;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        rounds.beginDue("streams to a SIEM", LOOK, streams::nextDue, this::round);
    }

    private Uni<Duration> round() {
        var free = config.atOnce() - visits.get();
        if (free <= 0) {
            return Uni.createFrom().item(LOOK);
        }
        return streams.lease(ids.next(), clock.instant(), config.lease(), free)
                .invoke(leased -> leased.forEach(this::visit))
                .replaceWith(LOOK);
    }

    private void visit(SiemStream stream) {
        visits.incrementAndGet();
        VertxContext.apart(vertx, () -> sendStream.run(new SendStream.Command(stream)))
                .onTermination()
                .invoke(() -> {
                    visits.decrementAndGet();
                    rounds.stir();
                })
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "stream %s is gone on with when its lease is over: %s", stream.name(), failure));
    }
}
