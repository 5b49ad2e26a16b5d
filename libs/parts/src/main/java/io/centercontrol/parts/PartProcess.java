package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running part. It is in a session of its own, so that a Ctrl-C at the terminal reaches the supervisor alone and the
 * parts end in the right order.
 */
public final class PartProcess {
    /** Begins the line that every start puts into the log. */
    public static final String BEGIN = "----- started ";

    private static final long LOG_LIMIT = 20L << 20;

    private final Part part;
    private final Process process;
    private final Launch launch;
    private final Path pidFile;
    private final Instant started = Instant.now();

    private PartProcess(Part part, Process process, Launch launch, Path pidFile) {
        this.part = part;
        this.process = process;
        this.launch = launch;
        this.pidFile = pidFile;
    }

    /**
     * Starts a part and writes down which process it is. Does not wait until it is ready.
     *
     * @param height how many others it stands on; who ends orphans begins with the highest
     * @throws IOException when it can't be prepared or started
     */
    public static PartProcess start(Part part, Folders folders, int height) throws IOException, InterruptedException {
        var log = folders.log(part.name());
        keepSmall(log);
        var launch = part.launch();
        var command = new ArrayList<>(IN_OWN_SESSION);
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        Files.writeString(log, BEGIN + Instant.now() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var process = builder.start();
        var pidFile = folders.run().resolve(part.name() + ".pid");
        var identity = ProcessIdentity.of(process.pid());
        if (identity.isPresent()) {
            Files.writeString(pidFile, identity.get() + "\n" + height + "\n");
        }
        return new PartProcess(part, process, launch, pidFile);
    }

    /**
     * Waits until the part answers.
     *
     * @throws IOException when it ends before that, or is not ready in its time
     */
    public void awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + part.patience().toNanos();
        while (!part.ready()) {
            if (!process.isAlive()) {
                throw new IOException(part.name() + " ended with " + process.exitValue() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        part.name() + " is not ready after " + part.patience().toSeconds() + " s");
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    /** Asks the process to end, and ends it by force after the bound. Returns when it is gone. */
    public void stop(Duration bound) throws InterruptedException {
        if (process.isAlive()) {
            signal(process, launch.stopSignal());
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            // A stale pid file does no harm: nobody else can have the same pid and start time.
            System.getLogger(PartProcess.class.getName()).log(System.Logger.Level.DEBUG, "pid file", e);
        }
    }

    public Part part() {
        return part;
    }

    public long pid() {
        return process.pid();
    }

    public Instant started() {
        return started;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Completes with the exit value when the process ends. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    private static void signal(Process process, String signal) throws InterruptedException {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        }
    }

    private static void keepSmall(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    // A child is never the leader of its group, so setsid replaces itself and the pid stays the part's own.
    private static final List<String> IN_OWN_SESSION =
            Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();
}
