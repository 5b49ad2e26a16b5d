package io.centercontrol.usage;

import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void no_two_halls_stand_on_each_other() {
        HouseRules.checkHalls("io.centercontrol.usage");
    }
}
