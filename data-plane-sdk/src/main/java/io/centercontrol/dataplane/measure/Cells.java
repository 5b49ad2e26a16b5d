package io.centercontrol.dataplane.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** So many counts at a time, found by what is counted. Those of which nothing was counted for a while make room. */
final class Cells<K, L> {
    private final Map<K, Cell<L>> cells = new ConcurrentHashMap<>();
    private final AtomicInteger room;

    /** Taken out, and looked at once more: somebody may have been about to count there. */
    private final List<Cell<L>> leaving = new ArrayList<>();

    /** One count. It only ever rises: who sets it back loses what is counted meanwhile. */
    private static final class Cell<L> {
        final L like;
        final LongAdder count = new LongAdder();
        long taken;

        Cell(L like) {
            this.like = like;
        }
    }

    Cells(int most) {
        room = new AtomicInteger(most);
    }

    /** Where this is counted; null when it is not yet. */
    @Nullable
    LongAdder find(K key) {
        var cell = cells.get(key);
        return cell == null ? null : cell.count;
    }

    /**
     * Where this is counted from now on; null when there is no room.
     *
     * @param like what its counts are told of
     */
    @Nullable
    LongAdder add(K key, L like) {
        if (room.decrementAndGet() < 0) {
            room.incrementAndGet();
            return null;
        }
        var made = new Cell<>(like);
        var there = cells.putIfAbsent(key, made);
        if (there != null) {
            room.incrementAndGet();
            return there.count;
        }
        return made.count;
    }

    /** Hands each count that is not 0 over, and begins anew; one thread at a time. */
    void take(ObjLongConsumer<L> counts) {
        leaving.forEach(cell -> take(cell, counts));
        leaving.clear();
        cells.forEach((key, cell) -> {
            if (take(cell, counts) == 0 && cells.remove(key, cell)) {
                room.incrementAndGet();
                leaving.add(cell);
            }
        });
    }

    private static <L> long take(Cell<L> cell, ObjLongConsumer<L> counts) {
        var all = cell.count.sum();
        var count = all - cell.taken;
        cell.taken = all;
        if (count > 0) {
            counts.accept(cell.like, count);
        }
        return count;
    }
}
