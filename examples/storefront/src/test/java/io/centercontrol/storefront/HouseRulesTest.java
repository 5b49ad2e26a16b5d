package io.centercontrol.storefront;

import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void is_laid_out_as_the_house_says() {
        HouseRules.check("io.centercontrol.storefront");
    }
}
