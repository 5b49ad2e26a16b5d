package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Both verifiers. Each is begun once and asked often, since it is starting that takes the time. */
final class Verifiers implements AutoCloseable {
    private static final int BOUND_SECONDS = 120;

    /** Runs the page's own script where there is no page, and says what the page would say: for each line one that answers. */
    private static final String DRIVER = """
            const fs = require("fs");
            globalThis.crypto ??= require("crypto").webcrypto;
            const script = fs.readFileSync(process.argv[2], "utf8").match(/<script>([\\s\\S]*)<\\/script>/)[1];
            const run = new Function(script + "; return run;")();
            const valuesOf = (words, name) => words.filter((word, at) => at > 0 && words[at - 1] === name);
            (async () => {
              for await (const line of require("readline").createInterface({ input: process.stdin })) {
                const [bundle, checkpoint, ...words] = line.split("\\t");
                const bytes = file => new Uint8Array(fs.readFileSync(file));
                const options = { keys: valuesOf(words, "--key"), witnesses: valuesOf(words, "--witness"),
                  checkpoint: checkpoint === "" ? null : bytes(checkpoint), origin: valuesOf(words, "--origin")[0] ?? "" };
                const said = [];
                const code = await run(bytes(bundle), options, text => said.push(text));
                console.log(code + "\\t" + encodeURIComponent(said.map(text => text + "\\n").join("")));
              }
            })();
            """;

    private final Path folder;
    private final URLClassLoader classes;
    private @Nullable Page page;

    /** @param folder where bundles and classes may lie */
    Verifiers(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("Verify.java"), Pages.text("Verify.java"));
        var compiled = Files.createDirectories(folder.resolve("classes"));
        var code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "21",
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        compiled.toString(),
                        folder.resolve("Verify.java").toString());
        if (code != 0) {
            throw new AssertionError("Verify.java does not compile without a warning");
        }
        classes = new URLClassLoader(new URL[] {compiled.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
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

    /** By {@code Verify.java}, in this process. */
    Verdict java(byte[] bundle, @Nullable String checkpoint, List<String> options) throws ReflectiveOperationException {
        var run = classes.loadClass("Verify")
                .getDeclaredMethod("run", byte[].class, List.class, List.class, byte[].class, String.class);
        run.setAccessible(true);
        var before = System.out;
        var said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, UTF_8));
        try {
            var code = (int) run.invoke(
                    null,
                    bundle,
                    values(options, "--key"),
                    values(options, "--witness"),
                    checkpoint == null ? null : checkpoint.getBytes(UTF_8),
                    values(options, "--origin").stream().findFirst().orElse(null));
            return new Verdict(code, said.toString(UTF_8).lines().toList());
        } finally {
            System.setOut(before);
        }
    }

    private static List<String> values(List<String> options, String name) {
        var found = new ArrayList<String>();
        for (var at = 1; at < options.size(); at++) {
            if (options.get(at - 1).equals(name)) {
                found.add(options.get(at));
            }
        }
        return found;
    }

    /** By {@code java Verify.java}, in a process, as its documentation says. */
    Verdict javaSource(byte[] bundle, @Nullable String checkpoint, List<String> options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                folder.resolve("Verify.java").toString(),
                file("source.zip", bundle)));
        command.addAll(options);
        if (checkpoint != null) {
            command.addAll(List.of("--checkpoint", file("source-mine.txt", checkpoint.getBytes(UTF_8))));
        }
        var said = folder.resolve("source.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end: " + process.info());
        }
        return new Verdict(process.exitValue(), Files.readAllLines(said));
    }

    /** By the page's script. */
    Verdict page(byte[] bundle, @Nullable String checkpoint, List<String> options) throws IOException {
        if (page == null) {
            Files.writeString(folder.resolve("verify.html"), Pages.verifier());
            Files.writeString(folder.resolve("driver.cjs"), DRIVER);
            page = Page.start(folder);
        }
        var mine = checkpoint == null ? "" : file("page-mine.txt", checkpoint.getBytes(UTF_8));
        var words = Stream.concat(Stream.of(file("page.zip", bundle), mine), options.stream())
                .toList();
        return page.ask(String.join("\t", words));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    @Override
    public void close() throws IOException {
        classes.close();
        if (page != null) {
            page.process().destroy();
        }
    }

    /** The process in which the page's script runs. */
    private record Page(Process process, BufferedReader answers) {
        static Page start(Path folder) throws IOException {
            var process = new ProcessBuilder(
                            "node",
                            folder.resolve("driver.cjs").toString(),
                            folder.resolve("verify.html").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Page(process, process.inputReader(UTF_8));
        }

        Verdict ask(String line) {
            try {
                var in = process.outputWriter(UTF_8);
                in.write(line + "\n");
                in.flush();
                var answer = answers.readLine();
                if (answer == null) {
                    throw new AssertionError("the page's script failed at: " + line);
                }
                var tab = answer.indexOf('\t');
                var said = URLDecoder.decode(answer.substring(tab + 1), UTF_8);
                return new Verdict(
                        Integer.parseInt(answer.substring(0, tab)), said.lines().toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
