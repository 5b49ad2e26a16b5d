package io.centercontrol.chaos.faults;

import io.centercontrol.chaos.faults.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The faults of a run. The same seed, length and processes give the same plan. */
final class FaultPlan {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int PAUSE_LEAST = 5;
    private static final int PAUSE_MOST = 70;

    private FaultPlan() {}

    /**
     * Draws a plan.
     *
     * @param processes what can be killed and paused
     * @param connected what has connections that can be cut and delayed
     * @param kept databases whose log is kept for a connector
     */
    static List<Fault> draw(
            long seed, Duration length, List<String> processes, List<String> connected, List<String> kept) {
        var random = new Random(seed);
        var plan = new ArrayList<Fault>();
        var at = FIRST;
        while (at.compareTo(length) < 0) {
            plan.add(fault(random, at, length.minus(at), processes, connected, kept));
            at = at.plusMillis(2_000 + random.nextInt(5_000));
        }
        return plan;
    }

    private static Fault fault(
            Random random,
            Duration at,
            Duration left,
            List<String> processes,
            List<String> connected,
            List<String> kept) {
        var chance = random.nextInt(100);
        var process = processes.get(random.nextInt(processes.size()));
        var client = connected.get(random.nextInt(connected.size()));
        if (chance < 45) {
            return new Fault(at, Kind.KILL, process, Duration.ZERO, Duration.ZERO);
        }
        if (chance < 65) {
            // Most pauses are short: long ones leave little of the run in which anything can happen.
            var most = random.nextInt(4) == 0 ? PAUSE_MOST : PAUSE_LEAST * 3;
            var wanted = Duration.ofSeconds(PAUSE_LEAST + random.nextInt(most - PAUSE_LEAST + 1));
            return new Fault(at, Kind.PAUSE, process, shorter(wanted, left), Duration.ZERO);
        }
        if (chance < 82) {
            var wanted = Duration.ofMillis(500 + random.nextInt(15_000));
            return new Fault(at, Kind.CUT, client, shorter(wanted, left), Duration.ZERO);
        }
        if (chance < 92) {
            var wanted = Duration.ofSeconds(5 + random.nextInt(15));
            return new Fault(
                    at, Kind.DELAY, client, shorter(wanted, left), Duration.ofMillis(20 + random.nextInt(400)));
        }
        if (chance < 97) {
            var database = kept.get(random.nextInt(kept.size()));
            return new Fault(at, Kind.DROP_SLOT, database, Duration.ZERO, Duration.ZERO);
        }
        return new Fault(at, Kind.RESTART_ALL, "", Duration.ZERO, Duration.ZERO);
    }

    // A pause may outlast a short run, but not by much: five seconds are what a pause is at least.
    private static Duration shorter(Duration wanted, Duration left) {
        var most = left.compareTo(Duration.ofSeconds(PAUSE_LEAST)) < 0 ? Duration.ofSeconds(PAUSE_LEAST) : left;
        return wanted.compareTo(most) < 0 ? wanted : most;
    }
}
