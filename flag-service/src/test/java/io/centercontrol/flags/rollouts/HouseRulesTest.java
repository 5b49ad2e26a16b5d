package io.centercontrol.flags.rollouts;

import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void the_hall_is_built_as_the_house_is() {
        HouseRules.check(
                "io.centercontrol.flags.rollouts",
                "io.centercontrol.flags.authoring.model",
                "io.centercontrol.flags.use.model",
                "io.centercontrol.evaluation");
    }
}
