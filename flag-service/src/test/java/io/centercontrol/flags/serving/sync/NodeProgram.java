package io.centercontrol.flags.serving.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code follow.js} with flagd's provider as it comes from npm, in a process of its own. */
final class NodeProgram implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final int BOUND_SECONDS = 60;
    private static final int INSTALL_SECONDS = 300;

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private NodeProgram(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Whether this machine has Node. */
    static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0
                    && new ProcessBuilder("npm", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Fetches what the lock file names, and runs none of its scripts. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (var name : List.of("package.json", "package-lock.json", "follow.js")) {
            Files.write(FOLDER.resolve(name), Files.readAllBytes(SOURCE.resolve(name)));
        }
        var log = FOLDER.resolve("npm.log");
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new AssertionError("npm ci failed:\n" + Files.readString(log));
        }
    }

    /** Follows a flag with these of flagd's variables. */
    static NodeProgram follow(String flag, Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder("node", "follow.js", flag)
                .directory(FOLDER.toFile())
                .redirectError(FOLDER.resolve("follow.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FLAGD_"));
        builder.environment().putAll(variables);
        return new NodeProgram(builder.start());
    }

    private void read() {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("{\"event\":\"unreadable\"}");
        }
    }

    /** The next thing that it says of this kind. */
    JsonObject said(String event) throws InterruptedException {
        while (true) {
            var line = lines.poll(BOUND_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("it never says " + event + "; alive: " + process.isAlive());
            }
            var said = new JsonObject(line);
            if (said.getString("event").equals(event)) {
                return said;
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
