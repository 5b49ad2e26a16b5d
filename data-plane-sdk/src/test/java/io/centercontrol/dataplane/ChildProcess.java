package io.centercontrol.dataplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An instance in a JVM of its own, which a test may stop, wake and kill. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Path errors;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread.ofVirtual().start(this::read);
    }

    static ChildProcess start(Class<?> main, Platform platform, Path folder, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                main.getName(),
                platform.prefix(),
                platform.bootstrap(),
                platform.registry().toString(),
                folder.toString()));
        command.addAll(List.of(more));
        var errors = folder.resolveSibling(folder.getFileName() + ".err");
        try {
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment()
                    .put(ChildInstance.USER, platform.kafkaCredentials().user());
            builder.environment()
                    .put(ChildInstance.PASSWORD, platform.kafkaCredentials().password());
            builder.environment()
                    .put(ChildInstance.READER, Platform.registryCredentials().user());
            builder.environment()
                    .put(
                            ChildInstance.READER_PASSWORD,
                            Platform.registryCredentials().password());
            return new ChildProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end; what it wrote to its error stream until then. */
    String ended() {
        try {
            process.waitFor();
            return Files.readString(errors);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("unreadable: " + e);
        }
    }

    /** The next line that the child writes. */
    String line() {
        try {
            var line = lines.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the child says nothing; alive: " + process.isAlive());
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends STOP, CONT or KILL, and returns when it is done. */
    void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " failed");
            }
            if (name.equals("KILL")) {
                process.waitFor();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        lines.clear();
    }
}
