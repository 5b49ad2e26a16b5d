package io.centercontrol.dataplane.view;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.UUID;

/**
 * What each tenant may do, as a bit mask by tenant id. An open-addressed table in one array of longs: a look-up touches
 * one cache line in most cases and no objects, which a {@code ConcurrentHashMap} would need five of.
 *
 * <p>One writer, any number of readers. A slot is written once: the id first, then the mask with release semantics, so
 * that a reader who sees the mask sees the id. A slot is never given to another id within the same array; growing makes a
 * new array.
 */
final class OperationTable {
    /** Set in every answer for a tenant that is there. */
    static final long PRESENT = 1L << 62;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long TAKEN = 1L << 63;
    private static final int STRIDE = 4;
    private static final int FEWEST_SLOTS = 1 << 6;

    private volatile long[] cells = new long[FEWEST_SLOTS * STRIDE];
    private int taken;

    /** The tenant's mask with {@link #PRESENT}; without it when there is no such tenant. */
    long find(UUID id) {
        var most = id.getMostSignificantBits();
        var least = id.getLeastSignificantBits();
        var array = cells;
        var last = array.length - STRIDE;
        for (var at = slot(most, least) * STRIDE & last; ; at = at + STRIDE & last) {
            var mask = (long) CELL.getAcquire(array, at);
            if (mask == 0) {
                return 0;
            }
            if (array[at + 1] == most && array[at + 2] == least) {
                return mask;
            }
        }
    }

    /** Puts a tenant in, or gives it another mask. Bits 62 and 63 of the mask are the table's own. */
    void put(UUID id, long mask) {
        write(id, mask | TAKEN | PRESENT);
    }

    /** Takes a tenant out. */
    void remove(UUID id) {
        if (find(id) != 0) {
            write(id, TAKEN);
        }
    }

    private void write(UUID id, long mask) {
        var slots = cells.length / STRIDE;
        if (taken * 2 >= slots) {
            grow();
        }
        if (write(cells, id.getMostSignificantBits(), id.getLeastSignificantBits(), mask)) {
            taken++;
        }
    }

    private static boolean write(long[] array, long most, long least, long mask) {
        var last = array.length - STRIDE;
        for (var at = slot(most, least) * STRIDE & last; ; at = at + STRIDE & last) {
            if (array[at] == 0) {
                array[at + 1] = most;
                array[at + 2] = least;
                CELL.setRelease(array, at, mask);
                return true;
            }
            if (array[at + 1] == most && array[at + 2] == least) {
                CELL.setVolatile(array, at, mask);
                return false;
            }
        }
    }

    private void grow() {
        var old = cells;
        var present = 0;
        for (var at = 0; at < old.length; at += STRIDE) {
            if ((old[at] & PRESENT) != 0) {
                present++;
            }
        }
        var slots = Math.max(FEWEST_SLOTS, Integer.highestOneBit(present * 4 + 1) * 2);
        var fresh = new long[slots * STRIDE];
        for (var at = 0; at < old.length; at += STRIDE) {
            if ((old[at] & PRESENT) != 0) {
                write(fresh, old[at + 1], old[at + 2], old[at]);
            }
        }
        taken = present;
        cells = fresh;
    }

    /** UUIDv7 has its time in the upper half and is random in the lower one: both are stirred. */
    static int slot(long most, long least) {
        var mixed = (least ^ most * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 32);
    }
}
