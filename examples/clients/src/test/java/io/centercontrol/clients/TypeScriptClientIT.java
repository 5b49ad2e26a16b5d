package io.centercontrol.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code openapi-typescript} makes types of each document, {@code tsc} takes them, and {@code calls.ts} calls each service by them. */
class TypeScriptClientIT {
    private static final Path SOURCE = Path.of("src/test/typescript");
    private static final Path FOLDER = Path.of("target/typescript");
    private static final List<String> SERVICES = List.of(
            "tenant-registry",
            "plan-service",
            "flag-service",
            "provisioning-service",
            "integration-service",
            "audit-service",
            "metrics-ingest");

    @Test
    void what_is_made_of_the_documents_compiles_and_calls_each_service() throws Exception {
        assumeTrue(hasNode(), "There is no Node here, so the clients for TypeScript are not tried.");
        copySources();
        run("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
        for (var service : SERVICES) {
            run(
                    "node_modules/.bin/openapi-typescript",
                    Suite.document(service).toString(),
                    "-o",
                    "schemas/" + service + ".ts");
        }
        run("node_modules/.bin/tsc");
        var said = run(
                "node",
                "made/calls.js",
                Suite.url("tenant-registry"),
                Suite.url("plan-service"),
                Suite.url("flag-service"),
                Suite.url("provisioning-service"),
                Suite.url("integration-service"),
                Suite.url("audit-service"),
                Suite.url("metrics-ingest"),
                Suite.token());
        assertThat(said).endsWith("every call was answered as it should\n");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0
                    && new ProcessBuilder("npm", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void copySources() throws IOException {
        Files.createDirectories(FOLDER.resolve("schemas"));
        try (var files = Files.list(SOURCE)) {
            for (var file : files.toList()) {
                Files.write(FOLDER.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    /** What a program says when it ends well. */
    private static String run(String... command) throws IOException, InterruptedException {
        var log = FOLDER.resolve("log");
        var process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        var said = Files.readString(log);
        assertThat(ended && process.exitValue() == 0)
                .as(command[0] + " " + (command.length > 1 ? command[1] : "") + ":\n" + said)
                .isTrue();
        return said;
    }
}
