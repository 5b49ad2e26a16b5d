package io.centercontrol.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program of Node with packages as they come from npm, in a process of its own: what clients that we did not write make of us. It
 * lies in the module's {@code src/test/node} with the lock file of its packages, and says what it sees in lines of JSON, each with
 * an {@code event}.
 */
public final class NodeProgram implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final int BOUND_SECONDS = 60;
    private static final int INSTALL_SECONDS = 300;

    private final Process process;
    private final Path log;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Map<String, Queue<JsonNode>> passedOver = new HashMap<>();

    private NodeProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread.ofVirtual().start(this::read);
    }

    /** Whether this machine has Node. */
    public static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0
                    && new ProcessBuilder("npm", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Fetches what the lock file names, and runs none of its scripts. */
    public static void install(String program) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (var name : List.of("package.json", "package-lock.json", program)) {
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

    /**
     * Runs one that is installed.
     *
     * @param variables of its environment, beside what every process has
     */
    public static NodeProgram start(String program, String argument, Map<String, String> variables) throws IOException {
        var log = FOLDER.resolve(program + ".log");
        var builder = new ProcessBuilder("node", program, argument)
                .directory(FOLDER.toFile())
                .redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FLAGD_"));
        builder.environment().putAll(variables);
        return new NodeProgram(builder.start(), log);
    }

    private void read() {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("{\"event\":\"unreadable\"}");
        }
    }

    /** The next thing that it says of this kind; what it says of others meanwhile waits to be asked for. */
    public JsonNode said(String event) throws InterruptedException, IOException {
        var earlier = passedOver.get(event);
        if (earlier != null && !earlier.isEmpty()) {
            return earlier.remove();
        }
        while (true) {
            var line = lines.poll(BOUND_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("it never says " + event + ", but " + passedOver + "; alive: "
                        + process.isAlive() + "\n" + Files.readString(log));
            }
            var said = json(line);
            var kind = said.path("event").asText();
            if (kind.equals(event)) {
                return said;
            }
            passedOver.computeIfAbsent(kind, any -> new ArrayDeque<>()).add(said);
        }
    }

    /** Asks it to end, by the end of its input. */
    public void end() throws IOException {
        process.getOutputStream().close();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
