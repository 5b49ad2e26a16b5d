package io.centercontrol.local.demo;

import io.centercontrol.tlog.evidence.EvidenceBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The auditor's part: all that was done to the tenant is taken home as evidence, and verified by a program that knows nothing of the
 * platform; after one byte is changed it is refused.
 */
final class TakenHome {
    private final Api api;
    private final Steps steps;

    TakenHome(Api api, Steps steps) {
        this.api = api;
        this.steps = steps;
    }

    void play(String id) throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        var trail = Steps.await(
                        "in the trail",
                        () -> api.trail(id),
                        answer -> answer.json()
                                .at("/items")
                                .findValuesAsText("action")
                                .contains("tenant.deleted"))
                .json();
        steps.done(
                "in the trail",
                trail.path("total").asText() + " entries about it; the newest: "
                        + trail.at("/items/0/sentence").asText());
        var folder = Files.createTempDirectory("evidence");
        try {
            verify(id, folder);
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void verify(String id, Path folder) throws Demo.NotSo, IOException, InterruptedException {
        var keys = new ArrayList<String>();
        Steps.demand("proven", 200, api.logKeys()).path("keys").forEach(key -> keys.add(key.asText()));
        steps.begin();
        var bundle = api.evidence(id);
        var said = run(folder, bundle, keys);
        if (said.code() != 0) {
            throw new Demo.NotSo("proven: " + said.text());
        }
        steps.done(
                "proven",
                "a bundle of %d bytes; Verify.java, on its own: %s".formatted(bundle.length, last(said.text())));

        steps.begin();
        bundle[bundle.length / 2] ^= 1;
        var forged = run(folder, bundle, keys);
        if (forged.code() != 1) {
            throw new Demo.NotSo("refused after a byte was changed: " + forged.text());
        }
        steps.done("refused", "with one byte changed: " + last(forged.text()));
    }

    private record Said(int code, String text) {}

    /** The verifier comes from here and not from the bundle: whoever forges one forges the other. */
    private static Said run(Path folder, byte[] bundle, List<String> keys) throws IOException, InterruptedException {
        var program = folder.resolve("Verify.java");
        try (var source = EvidenceBundle.class.getResourceAsStream("Verify.java")) {
            Files.write(program, Objects.requireNonNull(source).readAllBytes());
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.toString(),
                Files.write(folder.resolve("bundle.zip"), bundle).toString()));
        for (var key : keys) {
            command.add("--key");
            command.add(key);
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static String last(String text) {
        return text.strip().lines().reduce("", (before, line) -> line);
    }
}
