package io.centercontrol.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The house rules that a machine can check, for a service whose hall is a root package such as
 * {@code io.centercontrol.tenants}.
 */
public final class HouseRules {
    private static final List<String> ROOMS = List.of("http", "kafka", "store");
    private static final List<String> ENDINGS =
            List.of("Impl", "Util", "Utils", "Helper", "Manager", "Base", "Default", "Dto", "DTO");

    private HouseRules() {}

    /**
     * Checks all rules against the main classes of a service.
     *
     * @param shared models of other halls of the same service that this one's model may speak of
     * @throws AssertionError names each class that breaks a rule
     */
    public static void check(String root, String... shared) {
        var found = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        if (found.isEmpty()) {
            throw new AssertionError("there are no classes in " + root);
        }
        all(root, shared).forEach(rule -> rule.check(found));
    }

    /**
     * Checks that no two halls of a service stand on each other.
     *
     * @param root the package that the halls are in
     * @throws AssertionError names each circle
     */
    public static void checkHalls(String root) {
        noCycles(root)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(root));
    }

    /** All rules for a root package. */
    public static List<ArchRule> all(String root, String... shared) {
        var rules = new ArrayList<ArchRule>();
        rules.add(modelIsPure(root, shared));
        rules.add(avroOnlyInKafka(root));
        rules.add(hallSeesNoRoom(root));
        rules.addAll(roomsDoNotSeeEachOther(root));
        rules.addAll(namesSayWhatItIs(root));
        rules.add(noCycles(root));
        return List.copyOf(rules);
    }

    /** The model is what makes preview, as-of and replay cheap: no clock, no database, no framework. */
    public static ArchRule modelIsPure(String root, String... shared) {
        return classes()
                .that()
                .resideInAPackage(root + ".model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("java..", "org.jspecify..", "io.centercontrol.kernel..", root + ".model.."),
                                Stream.of(shared))
                        .toArray(String[]::new))
                .allowEmptyShould(true);
    }

    /** Bytes and schemas are the business of one room. */
    public static ArchRule avroOnlyInKafka(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "io.centercontrol.events..")
                .allowEmptyShould(true);
    }

    /** Arrows point inward: verbs know no door and no cellar. */
    public static ArchRule hallSeesNoRoom(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOMS.stream().map(room -> root + "." + room + "..").toArray(String[]::new))
                .allowEmptyShould(true);
    }

    /** Every road goes through a verb. */
    public static List<ArchRule> roomsDoNotSeeEachOther(String root) {
        return ROOMS.stream()
                .<ArchRule>map(room -> noClasses()
                        .that()
                        .resideInAPackage(root + "." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ROOMS.stream()
                                .filter(other -> !other.equals(room))
                                .map(other -> root + "." + other + "..")
                                .toArray(String[]::new))
                        .allowEmptyShould(true))
                .toList();
    }

    /** Endings that say nothing. */
    public static List<ArchRule> namesSayWhatItIs(String root) {
        return ENDINGS.stream()
                .<ArchRule>map(ending -> noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .haveSimpleNameEndingWith(ending)
                        .allowEmptyShould(true))
                .toList();
    }

    /** No two rooms stand on each other. */
    public static ArchRule noCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }
}
