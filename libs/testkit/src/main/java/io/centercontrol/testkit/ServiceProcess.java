package io.centercontrol.testkit;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The packaged service under test as a process of its own, for tests that kill it. Its log is in {@code target}. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(120);

    private final Process process;
    private final int port;

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the module's application on a free port; returns when it is ready.
     *
     * @param configuration what {@link ServiceStack#start} said, and more
     * @throws IllegalStateException when it ends, or does not become ready in two minutes
     */
    public static ServiceProcess start(Map<String, String> configuration) throws IOException, InterruptedException {
        return start(configuration, 256);
    }

    /** The same with a heap of so many megabytes; it ends when that is not enough. */
    public static ServiceProcess start(Map<String, String> configuration, int megabytes)
            throws IOException, InterruptedException {
        var port = freePort();
        var own = new HashMap<>(configuration);
        own.put("quarkus.http.port", Integer.toString(port));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + megabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        var log = new File("target/process-" + port + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        // By the environment, since anybody on the machine can read a process's arguments.
        own.forEach((name, value) ->
                builder.environment().put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        var started = new ServiceProcess(builder.start(), port);
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!started.isReady()) {
            if (!started.process.isAlive() || System.nanoTime() > deadline) {
                started.close();
                throw new IllegalStateException("the service does not start; see " + log);
            }
            Thread.sleep(50);
        }
        return started;
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private boolean isReady() {
        try {
            var connection = (HttpURLConnection)
                    URI.create(url() + "/q/health/ready").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
