package io.centercontrol.kit;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class KitRulesTest {
    @Test
    void no_two_of_its_packages_stand_on_each_other() {
        SlicesRuleDefinition.slices()
                .matching("io.centercontrol.kit.(*)..")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.centercontrol.kit"));
    }
}
