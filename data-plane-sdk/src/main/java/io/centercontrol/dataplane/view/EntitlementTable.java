package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.Entitlements;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What each tenant is entitled to, by its id. Open-addressed in one array of longs as {@link OperationTable} is, and for the
 * same reason: a look-up touches one cache line that is the tenant's own. In it stands the number of a value that many
 * tenants share, so that the values themselves are few and always near.
 *
 * <p>One writer, any number of readers. A cell's id is written before its number, and a value before the number that leads to
 * it, each number with release semantics: who sees the number sees both. Neither a cell nor a number is ever given to another
 * id or value within the same arrays; growing makes new ones, and leaves behind what nobody has any more.
 */
final class EntitlementTable {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int STRIDE = 4;
    private static final int MOST = 1;
    private static final int LEAST = 2;

    /** Read and written by the writer alone. */
    private static final int VERSION = 3;

    private static final int FEWEST = 1 << 6;

    /** Numbers from 1 stand for values; 0 for a free cell. */
    private static final long GONE = -1;

    private volatile Arrays arrays = new Arrays(FEWEST, FEWEST);
    private int taken;
    private int present;

    /** What readers see at once. */
    private static final class Arrays {
        private final long[] cells;
        private final @Nullable Entitlements[] values;

        /** The writer's: which number a value has. */
        private final Map<Entitlements, Integer> numbers = new HashMap<>();

        private Arrays(int slots, int values) {
            this.cells = new long[slots * STRIDE];
            this.values = new @Nullable Entitlements[values];
        }

        /** The cell of an id: its own, or the first free one. */
        private int of(long most, long least) {
            var last = cells.length - STRIDE;
            var at = OperationTable.slot(most, least) * STRIDE & last;
            while (cells[at] != 0 && (cells[at + MOST] != most || cells[at + LEAST] != least)) {
                at = at + STRIDE & last;
            }
            return at;
        }

        private boolean isFullFor(Entitlements value) {
            return numbers.size() == values.length && !numbers.containsKey(value);
        }

        private int number(Entitlements value) {
            return numbers.computeIfAbsent(value, fresh -> {
                values[numbers.size()] = fresh;
                return numbers.size() + 1;
            });
        }

        /** The number that stood there before. */
        private long write(long most, long least, long version, long number) {
            var at = of(most, least);
            var before = cells[at];
            if (before == 0) {
                cells[at + MOST] = most;
                cells[at + LEAST] = least;
            }
            cells[at + VERSION] = version;
            CELL.setVolatile(cells, at, number);
            return before;
        }
    }

    /** What the tenant is entitled to; null when nothing is there. */
    @Nullable
    Entitlements find(UUID id) {
        var most = id.getMostSignificantBits();
        var least = id.getLeastSignificantBits();
        var now = arrays;
        var cells = now.cells;
        var last = cells.length - STRIDE;
        for (var at = OperationTable.slot(most, least) * STRIDE & last; ; at = at + STRIDE & last) {
            var number = (long) CELL.getAcquire(cells, at);
            if (number == 0) {
                return null;
            }
            if (cells[at + MOST] == most && cells[at + LEAST] == least) {
                return number == GONE ? null : now.values[(int) number - 1];
            }
        }
    }

    /** The version that the tenant's entitlements were put in at; 0 when nothing is there. */
    long version(UUID id) {
        var now = arrays;
        var at = now.of(id.getMostSignificantBits(), id.getLeastSignificantBits());
        return now.cells[at] > 0 ? now.cells[at + VERSION] : 0;
    }

    void put(UUID id, long version, Entitlements value) {
        if (taken * 2 >= arrays.cells.length / STRIDE || arrays.isFullFor(value)) {
            grow();
        }
        var before =
                arrays.write(id.getMostSignificantBits(), id.getLeastSignificantBits(), version, arrays.number(value));
        if (before == 0) {
            taken++;
        }
        if (before <= 0) {
            present++;
        }
    }

    void remove(UUID id) {
        if (find(id) != null) {
            arrays.write(id.getMostSignificantBits(), id.getLeastSignificantBits(), 0, GONE);
            present--;
        }
    }

    /** How many different values are kept. */
    int values() {
        return arrays.numbers.size();
    }

    int size() {
        return present;
    }

    void versions(ObjLongConsumer<UUID> visitor) {
        var cells = arrays.cells;
        for (var at = 0; at < cells.length; at += STRIDE) {
            if (cells[at] > 0) {
                visitor.accept(new UUID(cells[at + MOST], cells[at + LEAST]), cells[at + VERSION]);
            }
        }
    }

    private void grow() {
        var old = arrays;
        var live = new BitSet(old.values.length);
        for (var at = 0; at < old.cells.length; at += STRIDE) {
            if (old.cells[at] > 0) {
                live.set((int) old.cells[at]);
            }
        }
        var slots = Math.max(FEWEST, Integer.highestOneBit(present * 4 + 1) * 2);
        var fresh = new Arrays(slots, Math.max(FEWEST, live.cardinality() * 2 + 1));
        for (var at = 0; at < old.cells.length; at += STRIDE) {
            if (old.cells[at] > 0) {
                var value = old.values[(int) old.cells[at] - 1];
                if (value != null) {
                    fresh.write(
                            old.cells[at + MOST], old.cells[at + LEAST], old.cells[at + VERSION], fresh.number(value));
                }
            }
        }
        taken = present;
        arrays = fresh;
    }
}
