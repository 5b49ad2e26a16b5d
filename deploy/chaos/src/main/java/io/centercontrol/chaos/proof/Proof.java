package io.centercontrol.chaos.proof;

import io.centercontrol.chaos.Scene;
import io.centercontrol.chaos.check.Checker;
import io.centercontrol.chaos.check.Timeline;
import io.centercontrol.chaos.check.Violation;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.observe.Observer;
import io.centercontrol.chaos.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
     * @param simplest of the violations, of those that the fault had to cause if there are any; null without any
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
    public Outcome of(SeededFault fault) throws IOException, InterruptedException {
        var file = folder.resolve(fault.title() + ".jsonl");
        Files.deleteIfExists(file);
        if (!fault.alters()) {
            // One that alters the storefront itself starts it anew anyhow.
            restore();
        }
        try (var recorder = new Recorder(file)) {
            var scene = new Scene(suite, recorder, fault.title(), 0);
            scene.populate(fault.title(), TENANTS, TENANTS);
            fault.happen(new Stage(scene));
            awaitRest(scene);
            scene.takeStock();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(fault.title() + " cannot be brought in: " + e.getMessage(), e);
        }
        var history = History.read(file);
        var violations = Checker.check(history);
        var meant = violations.stream()
                .filter(violation -> violation.rule() == fault.breaks())
                .toList();
        var shown = meant.isEmpty() ? violations : meant;
        return new Outcome(fault, violations, shown.isEmpty() ? null : Timeline.simplest(history, shown));
    }

    /** A version of a tenant that the outbox has lost, and since when. */
    public record Lost(UUID tenant, long version, long sinceNanos) {}

    /** Loses two changes on their way into the outbox, and does nothing about it. */
    public Lost lose() throws IOException, InterruptedException, SQLException {
        restore();
        var file = folder.resolve("heal.jsonl");
        Files.deleteIfExists(file);
        try (var recorder = new Recorder(file)) {
            var scene = new Scene(suite, recorder, "heal", 0);
            scene.populate("heal", TENANTS, 0);
            var stage = new Stage(scene);
            stage.swallow(() -> {
                stage.rename();
                stage.rename();
            });
            return new Lost(stage.tenant(), stage.version(), System.nanoTime());
        }
    }

    /**
     * Waits until every instance has what was lost: by then digests have shown the difference, the instances have read the
     * topic again and told the owner, and the owner has said the tenant again. That takes its time, in which other things
     * can be done.
     *
     * @return how long after it was lost it was seen
     * @throws IOException when it takes longer than the patience
     */
    public Duration awaitBack(Lost lost, Duration patience) throws IOException, InterruptedException {
        var observer = new Observer(suite);
        until(System.nanoTime() + patience.toNanos(), () -> isBack(observer, lost));
        if (!isBack(observer, lost)) {
            throw new IOException("version " + lost.version() + " of " + lost.tenant() + " does not come back");
        }
        return Duration.ofNanos(System.nanoTime() - lost.sinceNanos());
    }

    private static boolean isBack(Observer observer, Lost lost) throws IOException, InterruptedException {
        for (var instance : Suite.INSTANCES) {
            if (observer.applied(instance).getOrDefault(lost.tenant(), 0L) < lost.version()) {
                return false;
            }
        }
        return true;
    }

    /** What an earlier fault has altered would show in a later history too. */
    public void restore() throws IOException, InterruptedException {
        try {
            Stage.restore(suite);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /**
     * What was committed is on the topic, every copy holds all of the topic, and every instance has said so; or ten seconds
     * are over, since some faults let it never come to that.
     */
    private static void awaitRest(Scene scene) throws IOException, InterruptedException, SQLException {
        var observer = scene.observer();
        var deadline = System.nanoTime() + REST.toNanos();
        var committed = scene.committed();
        until(deadline, () -> {
            var said = observer.said();
            return committed.entrySet().stream()
                    .allMatch(tenant -> said.getOrDefault(tenant.getKey(), 0L)
                            >= tenant.getValue().version());
        });
        var ends = observer.ends();
        for (var instance : Suite.INSTANCES) {
            until(deadline, () -> isPast(observer.stood(instance), ends));
            until(deadline, () -> isPast(observer.claimed(instance), ends));
        }
    }

    private static boolean isPast(Map<Integer, Long> offsets, Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private static void until(long deadline, Condition condition) throws IOException, InterruptedException {
        while (!condition.holds() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
