package io.centercontrol.usage;

import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.fuzz.ServiceFuzz;
import org.junit.jupiter.api.Test;

/** No record ends the service or holds its partition. */
class PoisonIT {
    @Test
    void mutated_records_are_set_aside_and_every_partition_goes_on() throws Exception {
        new ServiceFuzz("metrics-ingest")
                .hears(
                        Contract.TENANTS,
                        Contract.PROVISIONING,
                        Contract.ENTITLEMENTS,
                        Contract.PLANS,
                        Contract.usage("storefront"),
                        Contract.usage("metrics-ingest"),
                        Contract.differences("storefront"))
                .run();
    }
}
