package io.centercontrol.benchmarks;

import io.centercontrol.parts.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** Both verifiers, as an auditor runs them. */
final class Verification {
    private static final String DRIVER = """
            const fs = require("fs");
            globalThis.crypto ??= require("crypto").webcrypto;
            const [page, bundle, ...keys] = process.argv.slice(2);
            const script = fs.readFileSync(page, "utf8").match(/<script>([\\s\\S]*)<\\/script>/)[1];
            const options = { keys, witnesses: [], checkpoint: null, origin: "" };
            new Function(script + "; return run;")()(new Uint8Array(fs.readFileSync(bundle)), options, line => console.log(line))
              .then(code => { process.exitCode = code; });
            """;

    private Verification() {}

    static long byJava(Path folder, Path bundle, List<String> keys) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Jvm.java(), unpacked(folder, bundle, "Verify.java"), bundle.toString()));
        keys.forEach(key -> command.addAll(List.of("--key", key)));
        return run(command);
    }

    static long byPage(Path folder, Path bundle, List<String> keys) throws IOException, InterruptedException {
        var driver = Files.writeString(folder.resolve("driver.cjs"), DRIVER);
        var command = new ArrayList<>(
                List.of("node", driver.toString(), unpacked(folder, bundle, "verify.html"), bundle.toString()));
        command.addAll(keys);
        return run(command);
    }

    private static String unpacked(Path folder, Path bundle, String name) throws IOException {
        try (var zip = new ZipFile(bundle.toFile());
                var in = zip.getInputStream(zip.getEntry(name))) {
            return Files.write(folder.resolve(name), in.readAllBytes()).toString();
        }
    }

    private static long run(List<String> command) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("a good bundle is not verified: " + said);
        }
        return System.nanoTime() - begun;
    }
}
