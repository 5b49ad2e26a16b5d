package io.centercontrol.tenants;

import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void the_service_is_built_as_the_house_is() {
        HouseRules.check("io.centercontrol.tenants");
    }

    /** Its halls stand beside each other in the root package, and so does what it stands on. */
    @Test
    void no_two_halls_stand_on_each_other() {
        HouseRules.checkHalls("io.centercontrol");
    }
}
