package io.centercontrol.usage.statements;

import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void the_hall_is_built_as_the_house_is() {
        HouseRules.check(
                "io.centercontrol.usage.statements",
                "io.centercontrol.usage.consumption.model..",
                "io.centercontrol.usage.meters.model..");
    }
}
