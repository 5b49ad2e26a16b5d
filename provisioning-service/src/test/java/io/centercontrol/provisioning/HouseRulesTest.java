package io.centercontrol.provisioning;

import io.centercontrol.testkit.HouseRules;
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
    void eachHallIsBuiltAsTheHouseIs(String hall) {
        HouseRules.check(hall);
    }
}
