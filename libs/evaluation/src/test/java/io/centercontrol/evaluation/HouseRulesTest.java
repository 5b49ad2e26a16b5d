package io.centercontrol.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.centercontrol.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    private static final String ROOT = "io.centercontrol.evaluation";
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

    @Test
    void is_pure() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "org.jspecify..",
                        "io.centercontrol.kernel..",
                        "com.fasterxml.jackson.core..")
                .check(CLASSES);
    }

    /** What evaluates reads plain values: JSON is read when a definition is compiled, in one place. */
    @Test
    void only_one_place_knows_jackson() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CLASSES);
    }
}
