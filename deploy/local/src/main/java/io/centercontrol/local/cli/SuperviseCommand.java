package io.centercontrol.local.cli;

import io.centercontrol.local.watch.Memory;
import io.centercontrol.parts.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code up --detach} leaves running. */
@Command(name = "supervise", hidden = true, header = "Run the stack; used by up.")
public final class SuperviseCommand implements Callable<Integer> {
    @Mixin
    private final StackOption option = new StackOption();

    @Option(names = "--begun", required = true, description = "When the person asked, in milliseconds since 1970.")
    private long begun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return supervise(option, option.folders().create(), begun);
    }

    static int supervise(StackOption option, Folders folders, long begun) throws IOException, InterruptedException {
        var platform = option.stack();
        var supervisor = new Supervisor(
                platform, folders, line -> System.out.println("%6.1f s  %s".formatted(seconds(begun), line)));
        return supervisor.run(() -> {
            // The parts are this process's children, so they are in it.
            var bytes = Memory.of(ProcessHandle.current().pid());
            Summary.lines(platform.addresses(), option, supervisor.page(), seconds(begun), bytes)
                    .forEach(System.out::println);
            markSaidAll(folders);
        });
    }

    /** There once the supervisor has printed what there is to say about its start. */
    static Path saidAll(Folders folders) {
        return folders.run().resolve("ready");
    }

    /** When this JVM began, in milliseconds since 1970; the script's building before it does not count. */
    static long begun() {
        return ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static void markSaidAll(Folders folders) {
        try {
            Files.writeString(saidAll(folders), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long begun) {
        return (System.currentTimeMillis() - begun) / 1000.0;
    }
}
