package io.centercontrol.dataplane;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.centercontrol.testkit.HouseRules;
import java.net.IDN;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    private static final String ROOT = "io.centercontrol.dataplane";
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
    void is_plain_java() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.springframework..")
                .check(CLASSES);
    }

    /** What a decision reads must not come near a disk or the network. */
    @Test
    void the_copy_in_memory_knows_neither_disk_nor_kafka() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".view..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache..", "org.h2..", "java.io..", "java.nio..", "java.net..")
                                .and(not(equivalentTo(IDN.class))))
                .check(CLASSES);
    }
}
