package io.centercontrol.chaos;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.suite.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Waits until a suite that nobody breaks any more has come to rest: every process answers, the topic has come to what the
 * database holds, every instance has come to that, and nothing moves.
 */
final class Settling {
    private static final Duration BOUND = Duration.ofMinutes(5);
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
        Map<UUID, Long> before = Map.of();
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
    private Map<UUID, Long> look() throws InterruptedException {
        var suite = scene.suite();
        for (var process : suite.processes()) {
            if (!suite.ready(process)) {
                missing = process + " does not answer";
                return Map.of();
            }
        }
        try {
            var versions = new HashMap<UUID, Long>();
            scene.observer().committed().forEach((id, tenant) -> versions.put(id, tenant.version()));
            if (differs("the topic", scene.observer().said(), versions)) {
                return Map.of();
            }
            for (var instance : Suite.INSTANCES) {
                if (differs(instance, scene.observer().applied(instance), versions)) {
                    return Map.of();
                }
            }
            missing = "rest";
            return versions;
        } catch (SQLException | IOException | RuntimeException e) {
            missing = "a look: " + e.getMessage();
            return Map.of();
        }
    }

    private boolean differs(String place, Map<UUID, Long> held, Map<UUID, Long> versions) {
        if (held.equals(versions)) {
            return false;
        }
        var behind = versions.entrySet().stream()
                .filter(tenant -> !tenant.getValue().equals(held.get(tenant.getKey())))
                .count();
        missing = place + " differs from the database in " + behind + " tenants";
        return true;
    }
}
