package io.centercontrol.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.testing.SampleTenant;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is published is all that a project outside needs, and fits together there. */
class OutsideIT {
    private static final Pattern VERSION = Pattern.compile("-\\d.*");

    private static Path folder;
    private static PublishedRepository repository;
    private static OutsideProject project;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        folder = Emptied.folder(path("trial.folder"));
        repository = PublishedRepository.make(
                folder.resolve("repository"), path("trial.repository"), path("trial.published"));
        project =
                OutsideProject.build(path("trial.example"), folder.resolve("points"), path("trial.maven"), repository);
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath();
    }

    @Test
    void the_published_poms_lean_on_no_other_pom_of_ours() throws IOException {
        assertThat(repository.poms()).hasSizeGreaterThan(6);
        for (var pom : repository.poms()) {
            assertThat(Files.readString(pom)).as(pom.toString()).doesNotContain("<parent>", "<relativePath>");
        }
    }

    @Test
    void there_is_one_version_of_each_library() {
        assertThat(names(project.libraries()).map(name -> VERSION.matcher(name).replaceFirst("")))
                .contains("data-plane-sdk", "kernel", "jackson-core", "jackson-databind", "kafka-clients")
                .doesNotContain("sdk", "zstd-jni")
                .doesNotHaveDuplicates();
    }

    @Test
    void the_libraries_are_those_that_the_sdk_is_tested_with() {
        var tested = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
        var own = names(repository.jars()).toList();
        assertThat(names(project.libraries()).filter(name -> !own.contains(name)))
                .hasSizeGreaterThan(10)
                .isSubsetOf(names(tested).toList());
    }

    @Test
    void every_class_is_of_java_21_or_older() throws IOException {
        var all = new ArrayList<>(repository.jars());
        all.addAll(project.libraries());
        all.add(project.jar());
        for (var jar : all) {
            assertThat(ClassFiles.newestIn(jar)).as(jar.toString()).isBetween(45, ClassFiles.JAVA_21);
        }
        assertThat(ClassFiles.newestIn(project.jar())).isEqualTo(ClassFiles.JAVA_21);
    }

    @Test
    void it_serves_a_tenant_soon_after_its_start_and_ends_in_order() throws IOException, InterruptedException {
        try (var platform = new Platform()) {
            var acme = SampleTenant.active("acme");
            platform.say(acme);
            try (var running = project.start(environment(platform))) {
                var took = running.firstAnswer("acme");
                System.out.println(
                        "The first tenant was read " + took.toMillis() + " ms after the start of the process.");
                assertThat(running.get("/points", "acme")).isEqualTo("200 acme 0");
                assertThat(running.get("/points", "nobody")).isEqualTo("404 nobody is called nobody");
                assertThat(running.get("/tenants", "acme")).isEqualTo("200 acme");
                assertThat(running.stop()).isEqualTo(143);
            }
        }
    }

    private static HashMap<String, String> environment(Platform platform) {
        var environment = new HashMap<String, String>();
        environment.put("PORT", "0");
        environment.put("CC_SDK_SERVICE", Platform.SERVICE);
        environment.put("CC_STATE_DIR", folder.resolve("state").toString());
        environment.put("CC_TOPICS_PREFIX", platform.prefix());
        environment.put("CC_KAFKA_BOOTSTRAP", platform.bootstrap());
        environment.put("CC_REGISTRY_URL", platform.registry().toString());
        environment.put("CC_SDK_KAFKA_USER", platform.kafkaCredentials().user());
        environment.put("CC_SDK_KAFKA_PASSWORD", platform.kafkaCredentials().password());
        environment.put("CC_SDK_REGISTRY_USER", Platform.registryCredentials().user());
        environment.put(
                "CC_SDK_REGISTRY_PASSWORD", Platform.registryCredentials().password());
        return environment;
    }

    private static Stream<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString());
    }
}
