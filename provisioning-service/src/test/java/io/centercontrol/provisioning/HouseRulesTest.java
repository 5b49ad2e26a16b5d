package io.centercontrol.provisioning;

import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.centercontrol.provisioning.progress",
                "io.centercontrol.provisioning.exports",
                "io.centercontrol.provisioning.ledger",
                "io.centercontrol.provisioning.onboarding",
                "io.centercontrol.provisioning.shares"
            })
    void each_hall_is_built_as_the_house_is(String hall) {
        HouseRules.check(hall);
    }

    @Test
    void no_two_halls_stand_on_each_other() {
        HouseRules.checkHalls("io.centercontrol.provisioning");
    }
}
