package io.centercontrol.kit.quarantine;

import io.centercontrol.kit.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few pieces of work through at a time, the others in the order in which they came. For work that holds one connection of
 * the pool and waits for another: as many at once as the pool has would wait for each other, and all else with them.
 */
final class Turns {
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free;

    /** @param most how many at a time */
    Turns(int most) {
        free = most;
    }

    /** One piece of work from its coming to its end, be it given up before its turn. */
    private static final class Turn {
        private @Nullable UniEmitter<? super Turn> comer;
        private boolean begun;
        private boolean over;
    }

    /** Does the work when its turn has come, on the context that this was called on. */
    <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var turn = new Turn();
            return VertxContext.backHere(Uni.createFrom().<Turn>emitter(comer -> come(turn, comer)))
                    .chain(its -> work.get())
                    .onTermination()
                    .invoke(() -> leave(turn));
        });
    }

    private void come(Turn turn, UniEmitter<? super Turn> comer) {
        synchronized (this) {
            turn.comer = comer;
            if (free == 0) {
                waiting.add(turn);
                return;
            }
            free--;
            turn.begun = true;
        }
        comer.complete(turn);
    }

    private void leave(Turn turn) {
        Turn next;
        synchronized (this) {
            if (turn.over) {
                return;
            }
            turn.over = true;
            if (!turn.begun) {
                waiting.remove(turn);
                return;
            }
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
            next.begun = true;
        }
        var comer = next.comer;
        if (comer != null) {
            comer.complete(next);
        }
    }
}
