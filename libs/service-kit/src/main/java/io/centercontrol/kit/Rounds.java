package io.centercontrol.kit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that is done again and again: one round after the other, each on a context of its own, and on after a failure. Finer
 * than a scheduler of whole seconds.
 */
@ApplicationScoped
public class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private volatile boolean over;

    Rounds(Vertx vertx) {
        this.vertx = vertx;
    }

    void stop(@Observes ShutdownEvent event) {
        over = true;
    }

    /**
     * Begins.
     *
     * @param name for the log
     * @param first the pause before the first round
     * @param work gives the pause before the next round
     */
    public void begin(String name, Duration first, Supplier<Uni<Duration>> work) {
        if (over) {
            return;
        }
        vertx.setTimer(Math.max(1, first.toMillis()), timer -> {
            var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored -> round(name, work));
        });
    }

    private void round(String name, Supplier<Uni<Duration>> work) {
        if (over) {
            return;
        }
        Uni.createFrom().<Duration>deferred(work::get).subscribe().with(pause -> begin(name, pause, work), failure -> {
            if (!over) {
                LOG.warnf("%s: a round failed, the next one follows: %s", name, failure);
            }
            begin(name, AFTER_FAILURE, work);
        });
    }
}
