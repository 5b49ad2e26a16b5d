package io.centercontrol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    private static final String GOOD = "io.centercontrol.testkit.fixture.good";
    private static final String BAD = "io.centercontrol.testkit.fixture.bad";

    private final JavaClasses good = new ClassFileImporter().importPackages(GOOD);
    private final JavaClasses bad = new ClassFileImporter().importPackages(BAD);

    @Test
    void leaves_a_service_in_peace_that_keeps_them() {
        assertThat(good).hasSizeGreaterThan(3);
        assertThat(HouseRules.all(GOOD)).allSatisfy(rule -> rule.check(good));
    }

    @Test
    void finds_each_breach() {
        breaks(HouseRules.modelIsPure(BAD), "org.apache.kafka.common.Uuid");
        breaks(HouseRules.avroOnlyInKafka(BAD), "ThingResource");
        breaks(HouseRules.hallSeesNoRoom(BAD), "FindThing");
        breaks(HouseRules.noCycles(BAD), "Cycle");
        assertThat(broken(HouseRules.roomsDoNotSeeEachOther(BAD))).isEqualTo(2);
        assertThat(broken(HouseRules.namesSayWhatItIs(BAD))).isEqualTo(1);
    }

    @Test
    void refuses_a_package_without_classes() {
        assertThatThrownBy(() -> HouseRules.check("io.centercontrol.nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("io.centercontrol.nowhere");
    }

    private void breaks(ArchRule rule, String what) {
        assertThat(rule.evaluate(bad).getFailureReport().toString()).contains(what);
    }

    private long broken(List<ArchRule> rules) {
        return rules.stream().filter(rule -> rule.evaluate(bad).hasViolation()).count();
    }
}
