package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import java.util.stream.IntStream;

/** What tenants are entitled to where benchmarks need many: a few plans, and of every hundredth an override of its own. */
final class Plans {
    private static final int OVERRIDES = 100;

    private Plans() {}

    /** As many as there are different ones: three plans, and of each with an override. */
    static Entitlements[] some() {
        return IntStream.range(0, 3 * OVERRIDES).mapToObj(Plans::of).toArray(Entitlements[]::new);
    }

    private static Entitlements of(int number) {
        var size = number % 3 + 1;
        var plan = SampleEntitlements.of("plan" + size)
                .limit("products", 100L * size)
                .limit("stores", size)
                .softLimit("staff", 5L * size)
                .unlimited("integrations")
                .meter("api-calls", 1_000L * size, Grant.Period.DAY)
                .with(new Grant.Switch("multi-store", size > 1))
                .with(new Grant.Switch("loyalty", size > 1))
                .with(new Grant.Switch("promotions", true))
                .with(new Grant.Switch("pos", size > 2));
        return number % OVERRIDES == 0 ? plan.limit("products", 1_000L + number).build() : plan.build();
    }
}
