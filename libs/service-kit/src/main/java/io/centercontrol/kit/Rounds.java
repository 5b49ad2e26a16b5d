package io.centercontrol.kit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Work that is done again and again: one round after the other, each on a context of its own, and on after a failure. Finer
 * than a scheduler of whole seconds.
 *
 * <p>Work that a change or a time makes due rests while neither comes: see {@link #beginDue}.
 */
@ApplicationScoped
public class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    /** What was begun here before it was stirred is committed by then; what takes longer is found after a rest. */
    private static final Duration AWAKE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Clock clock;
    private final Duration rest;
    private final List<Round> resting = new CopyOnWriteArrayList<>();
    private volatile long stirredAt = System.nanoTime();
    private volatile boolean over;

    Rounds(Vertx vertx, Clock clock, @ConfigProperty(name = "cc.rounds.rest", defaultValue = "PT10S") Duration rest) {
        this.vertx = vertx;
        this.clock = clock;
        this.rest = rest;
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
        new Round(name, work, first).sleep(first);
    }

    /**
     * Begins work that becomes due by a change that this service makes or hears, or by time. While nothing was {@link #stir
     * stirred} it rests until the time that is due next, and not longer than {@code cc.rounds.rest} (10 s), since another
     * instance may have ended between a change and its work. A pause shorter than the look says that there is more to do.
     *
     * @param name for the log
     * @param look the pause before the first round, and after something was stirred
     * @param next when something becomes due by time; empty when nothing will
     * @param work gives the pause before the next round, while awake
     */
    public void beginDue(
            String name, Duration look, Supplier<Uni<Optional<Instant>>> next, Supplier<Uni<Duration>> work) {
        beginDue(name, look, rest, next, work);
    }

    /** The same with a rest of its own. */
    public void beginDue(
            String name,
            Duration look,
            Duration rest,
            Supplier<Uni<Optional<Instant>>> next,
            Supplier<Uni<Duration>> work) {
        var round = new Round(name, () -> work.get().chain(pause -> orRest(pause, look, rest, next)), look);
        resting.add(round);
        round.sleep(look);
    }

    /** Tells that something was or is about to be changed here, so that work may be due. Costs next to nothing. */
    public void stir() {
        stirredAt = System.nanoTime();
        for (var round : resting) {
            round.hurry();
        }
    }

    private Uni<Duration> orRest(Duration pause, Duration look, Duration rest, Supplier<Uni<Optional<Instant>>> next) {
        if (isAwake(look) || pause.compareTo(look) < 0) {
            return Uni.createFrom().item(pause);
        }
        return next.get()
                .map(due ->
                        isAwake(look) ? pause : due.map(at -> until(at, rest)).orElse(rest));
    }

    /** For so long that something seldom looked for is looked for more than once. */
    private boolean isAwake(Duration look) {
        var since = System.nanoTime() - stirredAt;
        return since < AWAKE.toNanos() || since < look.toNanos() * 3;
    }

    private Duration until(Instant due, Duration most) {
        var left = Duration.between(clock.instant(), due);
        return left.compareTo(most) > 0 ? most : left;
    }

    /** One kind of work, asleep or at work. */
    private final class Round {
        private final String name;
        private final Supplier<Uni<Duration>> work;
        private final Duration look;
        private boolean asleep;
        private long timer;
        private long wakesAt;

        Round(String name, Supplier<Uni<Duration>> work, Duration look) {
            this.name = name;
            this.work = work;
            this.look = look;
        }

        synchronized void sleep(Duration pause) {
            if (over) {
                return;
            }
            asleep = true;
            wakesAt = System.nanoTime() + pause.toNanos();
            timer = vertx.setTimer(Math.max(1, pause.toMillis()), this::wake);
        }

        synchronized void hurry() {
            if (asleep && wakesAt - System.nanoTime() > look.toNanos() && vertx.cancelTimer(timer)) {
                sleep(look);
            }
        }

        private void wake(long of) {
            synchronized (this) {
                if (of != timer) {
                    return;
                }
                asleep = false;
            }
            var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored -> run());
        }

        private void run() {
            if (over) {
                return;
            }
            Uni.createFrom().<Duration>deferred(work::get).subscribe().with(this::sleep, failure -> {
                if (!over) {
                    LOG.warnf("%s: a round failed, the next one follows: %s", name, failure);
                }
                sleep(AFTER_FAILURE);
            });
        }
    }
}
