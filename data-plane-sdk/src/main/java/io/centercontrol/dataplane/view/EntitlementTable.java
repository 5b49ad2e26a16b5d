package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.Entitlements;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What each tenant is entitled to, by its id. Open-addressed as {@link OperationTable} is, and for the same reason: a look-up
 * touches two cache lines, and then what many tenants share.
 *
 * <p>One writer, any number of readers. A slot's id is written before its value, and that with release semantics, so that
 * a reader who sees the value sees the id. A slot is never given to another id within the same arrays; growing makes new
 * ones.
 */
final class EntitlementTable {
    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

    /** Stands where something was taken out. */
    private static final Object GONE = new Object();

    private static final int FEWEST_SLOTS = 1 << 6;

    private volatile Slots slots = new Slots(FEWEST_SLOTS);
    private int taken;
    private int present;

    private static final class Slots {
        private final long[] ids;
        private final @Nullable Object[] values;

        /** Read and written by the writer alone. */
        private final long[] versions;

        private Slots(int count) {
            ids = new long[count * 2];
            values = new @Nullable Object[count];
            versions = new long[count];
        }

        /** The slot of an id: its own, or the first free one. */
        private int of(long most, long least) {
            var last = values.length - 1;
            var at = OperationTable.slot(most, least) & last;
            while (values[at] != null && (ids[at * 2] != most || ids[at * 2 + 1] != least)) {
                at = at + 1 & last;
            }
            return at;
        }
    }

    /** What the tenant is entitled to; null when nothing is there. */
    @Nullable
    Entitlements find(UUID id) {
        var most = id.getMostSignificantBits();
        var least = id.getLeastSignificantBits();
        var now = slots;
        var last = now.values.length - 1;
        for (var at = OperationTable.slot(most, least) & last; ; at = at + 1 & last) {
            var value = VALUE.getAcquire(now.values, at);
            if (value == null) {
                return null;
            }
            if (now.ids[at * 2] == most && now.ids[at * 2 + 1] == least) {
                return value instanceof Entitlements found ? found : null;
            }
        }
    }

    /** The version that the tenant's entitlements were put in at; 0 when nothing is there. */
    long version(UUID id) {
        var now = slots;
        var at = now.of(id.getMostSignificantBits(), id.getLeastSignificantBits());
        return now.values[at] instanceof Entitlements ? now.versions[at] : 0;
    }

    void put(UUID id, long version, Entitlements value) {
        if (taken * 2 >= slots.values.length) {
            grow();
        }
        var before = write(slots, id.getMostSignificantBits(), id.getLeastSignificantBits(), version, value);
        if (before == null) {
            taken++;
        }
        if (!(before instanceof Entitlements)) {
            present++;
        }
    }

    void remove(UUID id) {
        if (find(id) != null) {
            write(slots, id.getMostSignificantBits(), id.getLeastSignificantBits(), 0, GONE);
            present--;
        }
    }

    int size() {
        return present;
    }

    void versions(ObjLongConsumer<UUID> visitor) {
        var now = slots;
        for (var at = 0; at < now.values.length; at++) {
            if (now.values[at] instanceof Entitlements) {
                visitor.accept(new UUID(now.ids[at * 2], now.ids[at * 2 + 1]), now.versions[at]);
            }
        }
    }

    private static @Nullable Object write(Slots slots, long most, long least, long version, Object value) {
        var at = slots.of(most, least);
        var before = slots.values[at];
        if (before == null) {
            slots.ids[at * 2] = most;
            slots.ids[at * 2 + 1] = least;
        }
        slots.versions[at] = version;
        VALUE.setVolatile(slots.values, at, value);
        return before;
    }

    private void grow() {
        var old = slots;
        var count = Math.max(FEWEST_SLOTS, Integer.highestOneBit(present * 4 + 1) * 2);
        var fresh = new Slots(count);
        for (var at = 0; at < old.values.length; at++) {
            if (old.values[at] instanceof Entitlements found) {
                write(fresh, old.ids[at * 2], old.ids[at * 2 + 1], old.versions[at], found);
            }
        }
        taken = present;
        slots = fresh;
    }
}
