package io.centercontrol.chaos.proof;

import io.centercontrol.chaos.Scene;
import io.centercontrol.chaos.check.Checker;
import io.centercontrol.chaos.check.Timeline;
import io.centercontrol.chaos.check.Violation;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings seeded faults into a suite, one after the other, each with tenants and a history of its own. */
public final class Proof {
    private static final int TENANTS = 2;
    private static final Duration REST = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 250;

    private final Suite suite;
    private final Path folder;

    /** @param folder where the histories go */
    public Proof(Suite suite, Path folder) {
        this.suite = suite;
        this.folder = folder;
    }

    /**
     * What the checker made of a fault.
     *
     * @param simplest of the violations; null when there is none
     */
    public record Outcome(
            SeededFault fault,
            List<Violation> violations,
            @Nullable Violation simplest) {
        /** Whether the checker saw what it had to see, and nothing where there was nothing. */
        public boolean asItShould() {
            var rule = fault.breaks();
            return rule == null
                    ? violations.isEmpty()
                    : violations.stream().anyMatch(violation -> violation.rule() == rule);
        }

        @Override
        public String toString() {
            return "%-29s %s".formatted(fault.title(), asItShould() ? "as it should be: " : "NOT SEEN: ")
                    + (simplest == null ? "every rule holds" : simplest.toString());
        }
    }

    /** Brings the fault in, and lets the checker judge what comes of it. */
    public Outcome of(SeededFault fault) throws Exception {
        var file = folder.resolve(fault.title() + ".jsonl");
        Files.deleteIfExists(file);
        try (var recorder = new Recorder(file)) {
            var scene = new Scene(suite, recorder, fault.title(), 0);
            scene.populate(fault.title(), TENANTS, TENANTS);
            fault.happen(new Stage(scene));
            awaitRest(scene);
            scene.takeStock();
        }
        var history = History.read(file);
        var violations = Checker.check(history);
        return new Outcome(fault, violations, violations.isEmpty() ? null : Timeline.simplest(history, violations));
    }

    /** Every copy holds all of the topic, or ten seconds are over: some faults let them never come to that. */
    private void awaitRest(Scene scene) throws IOException, InterruptedException {
        var ends = scene.observer().ends();
        var deadline = System.nanoTime() + REST.toNanos();
        for (var instance : Suite.INSTANCES) {
            while (System.nanoTime() < deadline) {
                var stood = scene.observer().stood(instance);
                if (ends.entrySet().stream().allMatch(end -> stood.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                    break;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }
}
