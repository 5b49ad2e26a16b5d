package io.centercontrol.local.cli;

import io.centercontrol.local.services.PlatformStack;
import io.centercontrol.local.services.Services;
import io.centercontrol.local.watch.Memory;
import io.centercontrol.local.watch.StackState;
import io.centercontrol.local.watch.StackState.PartState;
import io.centercontrol.local.watch.StackState.Phase;
import io.centercontrol.parts.Part;
import io.centercontrol.parts.stack.Node;
import io.centercontrol.parts.wiring.Connectors;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what runs and how it is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Show every process: pid, uptime, restarts, memory, whether it is ready.",
        footer = {"", "Exit status: 0 when everything is ready, 1 when something is not."})
public final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-22s %-10s %8s %10s %9s %10s  %s%n";

    @Mixin
    private final StackOption option = new StackOption();

    @Override
    public Integer call() throws InterruptedException {
        var found = StackState.ofLiving(option.folders());
        if (found.isEmpty()) {
            System.out.println("Nothing runs. Start it: ./center-control up --detach" + option.again());
            return 1;
        }
        var state = found.get();
        System.out.println("Supervisor: pid " + state.pid());
        System.out.println();
        var platform = option.stack();
        System.out.printf(ROW, "NAME", "STATE", "PID", "UPTIME", "RESTARTS", "MEMORY", "PORTS");
        var parts = parts(platform);
        var ready = new HashSet<String>();
        var bytes = Memory.of(state.pid());
        for (var part : state.parts()) {
            var shown = parts.get(part.name());
            if (shown != null && part.pid() != 0 && shown.ready()) {
                ready.add(part.name());
            }
            System.out.printf(
                    ROW,
                    part.name(),
                    ready.contains(part.name()) ? "ready" : word(part, state.phase()),
                    part.pid() == 0 ? "-" : part.pid(),
                    part.pid() == 0 ? "-" : uptime(System.currentTimeMillis() - part.sinceMillis()),
                    part.restarts(),
                    part.pid() == 0 ? "-" : Memory.text(Memory.of(part.pid())),
                    shown == null ? "" : ports(shown));
        }
        var connectors = connectors(platform);
        System.out.println();
        System.out.println("Memory in all: " + Memory.text(bytes));
        var readiness = Readiness.of(
                state.phase(), parts.keySet(), ready, Services.outboxes().keySet(), connectors);
        System.out.println(readiness);
        return readiness.isReady() ? 0 : 1;
    }

    private static List<Connectors.State> connectors(PlatformStack platform) throws InterruptedException {
        System.out.println();
        try {
            var states = platform.connectors().states();
            for (var connector : states) {
                System.out.printf(
                        "connector %-22s %s, tasks %s%n",
                        connector.connector(),
                        connector.state().toLowerCase(Locale.ROOT),
                        String.join(" ", connector.tasks()).toLowerCase(Locale.ROOT));
            }
            return states;
        } catch (IOException e) {
            System.out.println("connectors: Kafka Connect does not answer");
            return List.of();
        }
    }

    private static Map<String, Part> parts(PlatformStack platform) {
        var parts = new LinkedHashMap<String, Part>();
        for (var node : platform.nodes()) {
            if (node instanceof Node.Run(var part, var _)) {
                parts.put(part.name(), part);
            }
        }
        return parts;
    }

    private static String word(PartState part, Phase phase) {
        if (part.failed()) {
            return "failed";
        }
        if (part.pid() == 0) {
            return "down";
        }
        return phase == Phase.STARTING ? "starting" : "not ready";
    }

    private static String ports(Part part) {
        return String.join(
                ", ",
                part.ports().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getValue))
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }

    private static String uptime(long millis) {
        var time = Duration.ofMillis(millis);
        if (time.toHours() > 0) {
            return time.toHours() + "h" + "%02dm".formatted(time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + "m" + "%02ds".formatted(time.toSecondsPart())
                : time.toSeconds() + "s";
    }
}
