package io.centercontrol.local.cli;

import io.centercontrol.local.page.ApiPage;
import io.centercontrol.local.services.PlatformStack;
import io.centercontrol.local.services.Services;
import io.centercontrol.local.watch.ConnectorWatch;
import io.centercontrol.local.watch.StackState;
import io.centercontrol.local.watch.StackState.Phase;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.ProcessIdentity;
import io.centercontrol.parts.stack.Progress;
import io.centercontrol.parts.stack.Stack;
import io.centercontrol.parts.wiring.Databases;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings the stack up and keeps it up until this process is asked to end. */
final class Supervisor {
    private final PlatformStack platform;
    private final Folders folders;
    private final Progress progress;
    private final Stack stack;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable StackState told;
    private @Nullable ApiPage page;
    private volatile Phase phase = Phase.STARTING;

    Supervisor(PlatformStack platform, Folders folders, Progress progress) {
        this.platform = platform;
        this.folders = folders;
        this.progress = progress;
        this.stack = new Stack(platform.nodes(), folders, progress);
    }

    /**
     * Runs until the process ends. Only a failed start returns.
     *
     * @param ready run when all is up
     * @return the exit status of a failed start
     */
    int run(Runnable ready) throws IOException, InterruptedException {
        try (var channel = FileChannel.open(
                folders.run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("another center-control is at work in " + folders.home());
            }
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            Thread.ofVirtual().name("state").start(this::tellState);
            try {
                stack.start();
            } catch (Stack.Failure e) {
                phase = Phase.FAILED;
                tell();
                complain(e);
                return 1;
            }
            openPage();
            phase = Phase.READY;
            tell();
            ready.run();
            watch().run();
            stopped.await();
            return 0;
        }
    }

    /** Where the page of the APIs is; empty when it is nowhere. */
    Optional<String> page() {
        return Optional.ofNullable(page).map(ApiPage::url);
    }

    /** Nothing leans on it, so a taken port is no reason not to start. */
    private void openPage() {
        try {
            page = platform.page();
        } catch (IOException e) {
            progress.say("there is no page of the APIs: " + e.getMessage());
        }
    }

    private ConnectorWatch watch() {
        return new ConnectorWatch(
                platform.connectors(), new Databases(platform.addresses()), Services.outboxes(), progress);
    }

    private void stop() {
        try {
            var failed = phase == Phase.FAILED;
            phase = Phase.STOPPING;
            progress.say("stopping");
            tell();
            var open = page;
            if (open != null) {
                open.close();
            }
            stack.stop();
            progress.say(failed ? "stopped after a failed start" : "stopped");
            Files.deleteIfExists(folders.run().resolve("state.json"));
            Files.deleteIfExists(SuperviseCommand.saidAll(folders));
            stopped.countDown();
        } catch (IOException | InterruptedException e) {
            progress.say("stopping went wrong: " + e.getMessage());
        }
    }

    private void complain(Stack.Failure failure) throws IOException {
        progress.say("FAILED " + failure.getMessage());
        var log = folders.log(failure.node());
        if (Files.exists(log)) {
            progress.say("from the end of " + log + ":");
            for (var line : LogTail.reasons(log)) {
                System.out.println("    " + line);
            }
        }
    }

    private void tellState() {
        try {
            while (phase != Phase.STOPPING) {
                tell();
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tell() {
        var self = ProcessIdentity.self();
        var parts = stack.keepers().stream()
                .map(keeper -> {
                    var status = keeper.status();
                    return new StackState.PartState(
                            status.name(), status.pid(), millis(status.since()), status.restarts(), status.failed());
                })
                .toList();
        var state = new StackState(self.pid(), self.start(), phase, parts);
        if (state.equals(told)) {
            return;
        }
        try {
            state.write(folders);
            told = state;
        } catch (IOException e) {
            progress.say("cannot write the state: " + e.getMessage());
        }
    }

    private static long millis(@Nullable Instant since) {
        return since == null ? 0 : since.toEpochMilli();
    }

    /** The file that a detached supervisor talks to. */
    static Path log(Folders folders) {
        return folders.log("supervisor");
    }
}
