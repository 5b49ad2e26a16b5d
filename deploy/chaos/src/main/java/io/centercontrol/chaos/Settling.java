package io.centercontrol.chaos;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.chaos.suite.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Waits until a suite that nobody breaks any more has come to rest: every process answers, the topic has come to what the
 * database holds, every instance has come to that, and nothing moves.
 */
final class Settling {
    private static final Duration BOUND = Duration.ofMinutes(5);
    /** What changes by itself, without anybody's asking. */
    private static final Set<String> MOVING = Set.of("PROVISIONING", "EXPORTING", "ERASING");

    private static final long LOOK_MILLIS = 1_000;

    private final Scene scene;
    private String missing = "nothing was looked at";

    Settling(Scene scene) {
        this.scene = scene;
    }

    /** Waits for at most five minutes, and writes down how long it took or that it did not come to rest. */
    void await() throws InterruptedException {
        var begun = scene.recorder().now();
        var deadline = System.nanoTime() + BOUND.toNanos();
        Map<Subject, Long> before = Map.of();
        while (System.nanoTime() < deadline) {
            var now = look();
            if (!now.isEmpty() && now.equals(before)) {
                scene.recorder()
                        .write(new Entry.Settled(
                                scene.recorder().now(), true, scene.recorder().now() - begun));
                return;
            }
            before = now;
            Thread.sleep(LOOK_MILLIS);
        }
        scene.recorder()
                .write(new Entry.Settled(
                        scene.recorder().now(), false, scene.recorder().now() - begun));
    }

    /** What was still missing at the last look. */
    String missing() {
        return missing;
    }

    /** The versions that all places hold; empty while they do not hold the same, or something does not answer. */
    private Map<Subject, Long> look() throws InterruptedException {
        var suite = scene.suite();
        for (var process : suite.processes()) {
            if (!suite.ready(process)) {
                missing = process + " does not answer";
                return Map.of();
            }
        }
        try {
            var moving = scene.committed().values().stream()
                    .filter(tenant -> MOVING.contains(tenant.status()))
                    .count();
            if (moving > 0) {
                missing = moving + " tenants are on their way";
                return Map.of();
            }
            var observer = scene.observer();
            var mine = scene.mine();
            var versions = of(mine, observer.held());
            if (differs("a topic", of(mine, observer.saidOfAll()), versions)) {
                return Map.of();
            }
            // What was erased at its owner stays in the trail.
            var audited = new HashMap<>(of(mine, observer.audited()));
            audited.keySet().retainAll(versions.keySet());
            if (differs("the audit trail", audited, versions)) {
                return Map.of();
            }
            var copied = new HashMap<>(versions);
            copied.keySet().removeIf(subject -> !observer.isCopied(subject));
            for (var instance : Suite.INSTANCES) {
                if (differs(instance, of(mine, observer.appliedOfAll(instance)), copied)) {
                    return Map.of();
                }
            }
            var uncounted = observer.uses().stream()
                    .filter(use -> mine.test(use.subject()))
                    .filter(use -> use.countedOrders() < use.orders() || use.countedMinor() < use.minor())
                    .count();
            if (uncounted > 0) {
                missing = "the figures of " + uncounted + " tenants are behind their orders";
                return Map.of();
            }
            missing = "rest";
            return versions;
        } catch (SQLException | IOException | RuntimeException e) {
            missing = "a look: " + e.getMessage();
            return Map.of();
        }
    }

    /** What another scene on the same suite has left is not waited for. */
    private static Map<Subject, Long> of(Predicate<Subject> mine, Map<Subject, Long> versions) {
        versions.keySet().removeIf(mine.negate());
        return versions;
    }

    private boolean differs(String place, Map<Subject, Long> held, Map<Subject, Long> versions) {
        if (held.equals(versions)) {
            return false;
        }
        var behind = versions.entrySet().stream()
                .filter(one -> !one.getValue().equals(held.get(one.getKey())))
                .count();
        missing = place + " differs from the databases in " + behind + " aggregates";
        return true;
    }
}
