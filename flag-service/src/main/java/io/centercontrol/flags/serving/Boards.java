package io.centercontrol.flags.serving;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Flags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The board that is served. A change of the copy makes another one at once, so that every answer after it is a new one; those
 * who listen are told of several changes within a moment once.
 */
@ApplicationScoped
public class Boards {
    private static final long MOMENT_MILLIS = 50;

    private final Flags flags;
    private final Vertx vertx;
    private final Clock clock;
    private final List<Consumer<Board>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile @Nullable Board current;
    private Flags.@Nullable Subscription subscription;

    Boards(DataPlane plane, Vertx vertx, Clock clock) {
        this.flags = plane.flags();
        this.vertx = vertx;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        subscription = flags.onChange(changed -> look());
        look();
    }

    void end(@Observes ShutdownEvent event) {
        if (subscription != null) {
            subscription.close();
        }
    }

    /** What is served now; null when there is no copy yet. */
    public @Nullable Board current() {
        return current;
    }

    /** Tells of other boards from now on. The listener must not wait for anything. */
    public void onChange(Consumer<Board> listener) {
        listeners.add(listener);
    }

    private synchronized void look() {
        if (!flags.isReady()) {
            return;
        }
        var before = current;
        var all = new ArrayList<ServedFlag>();
        var byKey = new HashMap<String, ServedFlag>();
        var etag = new EntityTag();
        for (var flag : flags.all()) {
            var definition = flags.definition(flag.key());
            if (definition == null) {
                continue;
            }
            var known = before == null ? null : before.byKey().get(flag.key());
            var served = known != null && known.flag() == flag ? known : new ServedFlag(flag, definition);
            all.add(served);
            byKey.put(flag.key(), served);
            etag.add(served.identity());
        }
        var next = new Board(all, byKey, etag.text(), clock.instant().getEpochSecond());
        if (before == null || !before.etag().equals(next.etag())) {
            current = next;
            tellSoon();
        }
    }

    private void tellSoon() {
        if (telling.compareAndSet(false, true)) {
            vertx.setTimer(MOMENT_MILLIS, timer -> {
                telling.set(false);
                var board = current;
                if (board != null) {
                    listeners.forEach(listener -> listener.accept(board));
                }
            });
        }
    }
}
