package io.centercontrol.audit.stream;

import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void this_hall_keeps_the_rules_of_the_house() {
        HouseRules.check("io.centercontrol.audit.stream", "io.centercontrol.outgoing.model..");
    }
}
