package io.centercontrol.local.cli;

import io.centercontrol.local.watch.StackState;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Orphans;
import io.centercontrol.parts.ProcessIdentity;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything and keeps the data. */
@Command(name = "down", mixinStandardHelpOptions = true, header = "Stop everything. The data stays for the next up.")
public final class DownCommand implements Callable<Integer> {
    private static final int PATIENCE_MILLIS = 120_000;

    @Mixin
    private final StackOption option = new StackOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(stop(option.folders()) ? "Stopped; the data is kept." : "Nothing runs.");
        return 0;
    }

    /** Ends the supervisor in order, and whatever is left after that. Says whether there was anything. */
    static boolean stop(Folders folders) throws IOException, InterruptedException {
        var running = StackState.ofLiving(folders);
        if (running.isPresent()) {
            end(new ProcessIdentity(running.get().pid(), running.get().start()));
        }
        var orphans = Orphans.end(folders);
        for (var orphan : orphans) {
            System.out.println(
                    "ended " + orphan.name() + " (pid " + orphan.process().pid() + "), which was left behind");
        }
        return running.isPresent() || !orphans.isEmpty();
    }

    private static void end(ProcessIdentity supervisor) throws InterruptedException {
        var handle = ProcessHandle.of(supervisor.pid());
        handle.ifPresent(ProcessHandle::destroy);
        for (var waited = 0; supervisor.alive(); waited += 50) {
            if (waited > PATIENCE_MILLIS) {
                handle.ifPresent(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(50);
        }
    }
}
