package io.centercontrol.local.cli;

import io.centercontrol.local.watch.StackState;
import io.centercontrol.local.watch.StackState.Phase;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the supervisor as a process of its own and watches it until the stack is up or has failed. */
final class Detached {
    private final StackOption option;
    private final Folders folders;

    Detached(StackOption option, Folders folders) {
        this.option = option;
        this.folders = folders;
    }

    /** The exit status: 0 when all is ready. */
    int start() throws IOException, InterruptedException {
        var log = Supervisor.log(folders);
        Files.deleteIfExists(log);
        var builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var process = builder.start();
        // Ctrl-C while it starts means the stack, not only this process that watches it.
        var undo = new Thread(() -> undo(process), "undo");
        Runtime.getRuntime().addShutdownHook(undo);
        LogTail.follow(log, 0, () -> process.isAlive() && !settled(), System.out::println);
        if (isReady(process)) {
            Runtime.getRuntime().removeShutdownHook(undo);
            return 0;
        }
        process.waitFor(60, TimeUnit.SECONDS);
        return 1;
    }

    private boolean isReady(Process process) {
        return process.isAlive()
                && StackState.read(folders)
                        .filter(state -> state.phase() == Phase.READY)
                        .isPresent();
    }

    // The summary is written after the phase, so the mark of it is what we wait for.
    private boolean settled() {
        return Files.exists(SuperviseCommand.saidAll(folders));
    }

    private static void undo(Process process) {
        try {
            process.destroy();
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private List<String> command() throws IOException {
        Files.deleteIfExists(SuperviseCommand.saidAll(folders));
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        var home = option.home().root();
        command.addAll(Jvm.main(
                48,
                List.of("-Dcc.root=" + home, "-Dslf4j.internal.verbosity=ERROR"),
                System.getProperty("java.class.path"),
                "io.centercontrol.local.Main",
                List.of(
                        "supervise",
                        "--port-offset",
                        Integer.toString(option.offset()),
                        "--begun",
                        Long.toString(SuperviseCommand.begun()))));
        return command;
    }
}
