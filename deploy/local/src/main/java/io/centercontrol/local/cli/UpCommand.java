package io.centercontrol.local.cli;

import io.centercontrol.local.watch.PortHolders;
import io.centercontrol.local.watch.StackState;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Orphans;
import io.centercontrol.parts.stack.Node;
import java.io.IOException;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        header = "Build what is not built, start everything, and keep it running.",
        description = {
            "",
            "Stays in the foreground until Ctrl-C, which stops all of it. With --detach it comes back when all is ready,"
                    + " or with the reason why it is not."
        })
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private final StackOption option = new StackOption();

    @Option(names = "--detach", description = "Come back when all is ready and leave it running.")
    private boolean detach;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folders = option.folders().create();
        var running = StackState.ofLiving(folders);
        if (running.isPresent()) {
            System.out.println(
                    "Center Control runs already (pid " + running.get().pid() + ", "
                            + running.get().phase().name().toLowerCase(java.util.Locale.ROOT)
                            + "); see ./center-control status" + option.again());
            return 0;
        }
        for (var orphan : Orphans.end(folders)) {
            System.out.println("ended " + orphan.name() + " (pid "
                    + orphan.process().pid() + "), which an earlier run left behind");
        }
        if (portsAreTaken()) {
            return 1;
        }
        return detach ? new Detached(option, folders).start() : foreground(folders);
    }

    private int foreground(Folders folders) throws IOException, InterruptedException {
        return SuperviseCommand.supervise(option, folders, SuperviseCommand.begun());
    }

    private boolean portsAreTaken() {
        var uses = new TreeMap<Integer, String>();
        for (var node : option.stack().nodes()) {
            if (node instanceof Node.Run(var part, var _)) {
                part.ports().forEach((use, port) -> uses.put(port, part.name() + ", " + use));
            }
        }
        var holders = PortHolders.of(uses.keySet());
        for (var holder : holders) {
            System.err.println(
                    "port " + holder.port() + " (" + uses.get(holder.port()) + ") is taken by " + holder.text());
        }
        if (!holders.isEmpty()) {
            System.err.println("Nothing was started. End what holds the port, or move all ports:"
                    + " ./center-control up --port-offset 100");
        }
        return !holders.isEmpty();
    }
}
