package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Both verifiers, each in a process of its own, as an auditor runs them. */
final class Verifiers {
    private static final int BOUND_SECONDS = 120;

    /** Runs the page's own script where there is no page, and says what the page would say. */
    private static final String DRIVER = """
            const fs = require("fs");
            const [page, bundle, ...rest] = process.argv.slice(2);
            const options = { keys: [], witnesses: [], checkpoint: null, origin: "" };
            for (let at = 0; at < rest.length; at += 2) {
              const value = rest[at + 1];
              if (rest[at] === "--key") options.keys.push(value);
              if (rest[at] === "--witness") options.witnesses.push(value);
              if (rest[at] === "--checkpoint") options.checkpoint = new Uint8Array(fs.readFileSync(value));
              if (rest[at] === "--origin") options.origin = value;
            }
            globalThis.crypto ??= require("crypto").webcrypto;
            const script = fs.readFileSync(page, "utf8").match(/<script>([\\s\\S]*)<\\/script>/)[1];
            new Function(script + "; return run;")()(new Uint8Array(fs.readFileSync(bundle)), options, line => console.log(line))
              .then(code => { process.exitCode = code; });
            """;

    /** The same for each bundle of a folder: what the page says of each into a file beside it. */
    private static final String DRIVER_OF_MANY = """
            const fs = require("fs"), path = require("path");
            const [page, folder, key] = process.argv.slice(2);
            globalThis.crypto ??= require("crypto").webcrypto;
            const script = fs.readFileSync(page, "utf8").match(/<script>([\\s\\S]*)<\\/script>/)[1];
            const run = new Function(script + "; return run;")();
            (async () => {
              for (const file of fs.readdirSync(folder).filter(name => name.endsWith(".zip"))) {
                const said = [];
                const options = { keys: [key], witnesses: [], checkpoint: null, origin: "" };
                await run(new Uint8Array(fs.readFileSync(path.join(folder, file))), options, line => said.push(line + "\\n"));
                fs.writeFileSync(path.join(folder, file + ".page"), said.join(""));
              }
            })();
            """;

    private final Path folder;

    /** @param folder where bundles and classes may lie */
    Verifiers(Path folder) throws IOException {
        this.folder = folder;
        var classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(folder.resolve("Verify.java"), Pages.text("Verify.java"));
        Files.writeString(folder.resolve("verify.html"), Pages.verifier());
        Files.writeString(folder.resolve("driver.cjs"), DRIVER);
        Files.writeString(folder.resolve("many.cjs"), DRIVER_OF_MANY);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var code = compiler.run(
                null,
                null,
                null,
                "--release",
                "21",
                "-Xlint:all",
                "-Werror",
                "-d",
                classes.toString(),
                folder.resolve("Verify.java").toString());
        if (code != 0) {
            throw new AssertionError("Verify.java does not compile without a warning");
        }
        var jar = java.util.spi.ToolProvider.findFirst("jar").orElseThrow();
        jar.run(System.out, System.err, "cf", folder.resolve("verify.jar").toString(), "-C", classes.toString(), ".");
    }

    /** What a verifier said, and its exit code. */
    record Verdict(int code, List<String> lines) {
        String last() {
            return lines.isEmpty() ? "" : lines.getLast();
        }
    }

    static boolean hasNode() throws InterruptedException {
        try {
            var process = new ProcessBuilder(
                            "node", "--eval", "process.exit(+process.versions.node.split('.')[0] >= 20 ? 0 : 1)")
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** By {@code Verify.java}, compiled beforehand, and with its classes in an archive, since it starts so often. */
    Running java(byte[] bundle, @Nullable String checkpoint, List<String> options) throws IOException {
        var archive = "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa");
        return start(
                List.of(
                        javaProgram(),
                        "-XX:+AutoCreateSharedArchive",
                        archive,
                        "-Xlog:cds=off",
                        "-Xlog:cds+dynamic=off",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        folder.resolve("verify.jar").toString(),
                        "Verify"),
                "java",
                bundle,
                checkpoint,
                options);
    }

    /** By {@code java Verify.java}, as its documentation says. */
    Running javaSource(byte[] bundle, List<String> options) throws IOException {
        return start(List.of(javaProgram(), folder.resolve("Verify.java").toString()), "source", bundle, null, options);
    }

    /** By the page's script. */
    Running page(byte[] bundle, @Nullable String checkpoint, List<String> options) throws IOException {
        return start(
                List.of(
                        "node",
                        folder.resolve("driver.cjs").toString(),
                        folder.resolve("verify.html").toString()),
                "page",
                bundle,
                checkpoint,
                options);
    }

    /** What the page says of every bundle in a folder, by the bundle's file name with {@code .page} behind it. */
    void pageOfMany(Path bundles, String key) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "node",
                        folder.resolve("many.cjs").toString(),
                        folder.resolve("verify.html").toString(),
                        bundles.toString(),
                        key)
                .inheritIO()
                .start();
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("the page's script failed");
        }
    }

    /** What {@code Verify.java} says of a bundle, in this process: for many, where starting is what takes the time. */
    String javaInside(byte[] bundle, String key) throws IOException, ReflectiveOperationException {
        var before = System.out;
        var said = new ByteArrayOutputStream();
        try (var loader = new URLClassLoader(
                new URL[] {folder.resolve("verify.jar").toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var verify = loader.loadClass("Verify")
                    .getDeclaredMethod("verify", byte[].class, List.class, List.class, byte[].class, String.class);
            verify.setAccessible(true);
            System.setOut(new PrintStream(said, true, UTF_8));
            try {
                verify.invoke(null, bundle, List.of(key), List.of(), null, null);
                return said.toString(UTF_8) + "VERIFIED\n";
            } catch (InvocationTargetException e) {
                // Anything but its own refusal is a fault of it.
                var wrong = e.getCause();
                if (wrong == null || !wrong.getClass().getName().equals("Verify$Wrong")) {
                    throw e;
                }
                return said.toString(UTF_8) + "WRONG  " + wrong.getMessage() + "\n";
            }
        } finally {
            System.setOut(before);
        }
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Running start(
            List<String> program, String name, byte[] bundle, @Nullable String checkpoint, List<String> options)
            throws IOException {
        var command = new ArrayList<>(program);
        command.add(Files.write(folder.resolve(name + ".zip"), bundle).toString());
        command.addAll(options);
        if (checkpoint != null) {
            command.add("--checkpoint");
            command.add(Files.writeString(folder.resolve(name + "-mine.txt"), checkpoint)
                    .toString());
        }
        var said = folder.resolve(name + ".log");
        return new Running(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start(),
                said);
    }

    /** One that has begun. */
    record Running(Process process, Path said) {
        Verdict verdict() throws IOException, InterruptedException {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end: " + process.info());
            }
            return new Verdict(process.exitValue(), Files.readAllLines(said));
        }
    }
}
