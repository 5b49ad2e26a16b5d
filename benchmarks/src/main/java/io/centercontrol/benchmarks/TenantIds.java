package io.centercontrol.benchmarks;

import io.centercontrol.kernel.TenantId;
import java.util.Random;
import java.util.UUID;

/** Ids as the platform gives them out: UUIDv7, one a second. The same ones in every run. */
final class TenantIds {
    private static final long FIRST_MILLIS = 1_760_000_000_000L;

    private TenantIds() {}

    static TenantId[] some(int count) {
        var random = new Random(1);
        var ids = new TenantId[count];
        for (var i = 0; i < count; i++) {
            var time = FIRST_MILLIS + i * 1000L;
            ids[i] = new TenantId(
                    new UUID(time << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 1L << 63));
        }
        return ids;
    }
}
