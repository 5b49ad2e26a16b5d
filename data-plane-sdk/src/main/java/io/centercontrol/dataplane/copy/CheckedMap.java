package io.centercontrol.dataplane.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * A map in the file that notices damage. Each entry has a checksum over its key and value, and the map has a tally over
 * all entries, so that one that is lost or returns from the past is noticed too. The file's own format checks only its
 * headers, and a flipped bit could otherwise allow a tenant what is forbidden, or skip an offset.
 */
final class CheckedMap {
    private static final String TALLY = "";
    private static final int CHECKSUM = 4;

    private final String name;
    private final MVMap<String, byte[]> map;
    private long tally;

    private CheckedMap(MVStore store, String name) {
        this.name = name;
        this.map = store.openMap(
                name,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    /** The map as it is in the file, checked through and through. */
    static CheckedMap open(MVStore store, String name) throws DamagedCopy {
        var opened = new CheckedMap(store, name);
        opened.verify();
        return opened;
    }

    /** What to do with an entry. */
    interface Visitor {
        void see(String key, byte[] value) throws DamagedCopy;
    }

    byte @Nullable [] get(String key) throws DamagedCopy {
        var stored = map.get(key);
        return stored == null ? null : value(key, stored);
    }

    @Nullable
    String text(String key) throws DamagedCopy {
        var value = get(key);
        return value == null ? null : new String(value, UTF_8);
    }

    void put(String key, byte[] value) {
        var stored = ByteBuffer.allocate(CHECKSUM + value.length)
                .putInt(checksum(key, value))
                .put(value)
                .array();
        replaced(map.put(key, stored), stored);
    }

    void put(String key, String value) {
        put(key, value.getBytes(UTF_8));
    }

    void remove(String key) {
        replaced(map.remove(key), null);
    }

    void forEach(Visitor visitor) throws DamagedCopy {
        for (var cursor = map.cursor(null); cursor.hasNext(); ) {
            var key = cursor.next();
            if (!key.equals(TALLY)) {
                visitor.see(key, value(key, cursor.getValue()));
            }
        }
    }

    private void replaced(byte @Nullable [] before, byte @Nullable [] after) {
        if (before == null && after == null) {
            return;
        }
        tally += weight(after) - weight(before);
        map.put(TALLY, ByteBuffer.allocate(Long.BYTES).putLong(tally).array());
    }

    private void verify() throws DamagedCopy {
        var sum = 0L;
        var kept = 0L;
        for (var cursor = map.cursor(null); cursor.hasNext(); ) {
            var key = cursor.next();
            var stored = cursor.getValue();
            if (!key.equals(TALLY)) {
                value(key, stored);
                sum += weight(stored);
            } else if (stored.length == Long.BYTES) {
                kept = ByteBuffer.wrap(stored).getLong();
            }
        }
        if (sum != kept) {
            throw new DamagedCopy("the map " + name + " has lost or won entries");
        }
        tally = sum;
    }

    private byte[] value(String key, byte[] stored) throws DamagedCopy {
        if (stored.length >= CHECKSUM) {
            var value = Arrays.copyOfRange(stored, CHECKSUM, stored.length);
            if (ByteBuffer.wrap(stored).getInt() == checksum(key, value)) {
                return value;
            }
        }
        throw new DamagedCopy("an entry of the map " + name + " is not as it was written");
    }

    /** An entry's checksum, spread so that sums of many do not cancel each other out. */
    private static long weight(byte @Nullable [] stored) {
        return stored == null ? 0 : ByteBuffer.wrap(stored).getInt() * 0x9E3779B97F4A7C15L + 1;
    }

    private static int checksum(String key, byte[] value) {
        var crc = new CRC32C();
        crc.update(key.getBytes(UTF_8));
        crc.update(0);
        crc.update(value);
        return (int) crc.getValue();
    }
}
