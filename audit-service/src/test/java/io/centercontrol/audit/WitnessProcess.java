package io.centercontrol.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.tlog.VerifierKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The witness of {@code examples/witness} as a process of its own, as another organisation runs it. */
record WitnessProcess(Process process, VerifierKey key, URI at) implements AutoCloseable {
    /** One that looks at this log, on a free port. */
    static WitnessProcess start(Path state, VerifierKey log) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "../examples/witness/target/witness.jar",
                        "--name",
                        "witness.test/w1",
                        "--log",
                        log.text(),
                        "--state",
                        state.toString(),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        var out = process.inputReader(UTF_8);
        return new WitnessProcess(
                process, VerifierKey.parse(word(out, "key ")), URI.create(word(out, "witnessing at ")));
    }

    private static String word(BufferedReader out, String before) throws IOException {
        var line = out.readLine();
        if (line == null || !line.startsWith(before)) {
            throw new IOException("the witness said '" + line + "' instead of '" + before + "...'");
        }
        return line.substring(before.length());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
