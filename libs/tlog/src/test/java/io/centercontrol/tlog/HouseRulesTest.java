package io.centercontrol.tlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    private static final String ROOT = "io.centercontrol.tlog";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void its_rooms_do_not_stand_on_each_other() {
        HouseRules.noCycles(ROOT).check(CLASSES);
    }

    @Test
    void names_say_what_it_is() {
        HouseRules.namesSayWhatItIs(ROOT).forEach(rule -> rule.check(CLASSES));
    }

    /** An auditor who reads it has to know the JDK and nothing else. */
    @Test
    void stands_on_the_jdk_alone() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "java..", "org.jspecify..")
                .check(CLASSES);
    }
}
