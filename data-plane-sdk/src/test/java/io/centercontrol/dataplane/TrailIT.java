package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.dataplane.trail.GrowingLog;
import io.centercontrol.dataplane.trail.ToldCheckpoint;
import io.centercontrol.events.audit.AuditCheckpoint;
import io.centercontrol.tlog.NoteSigner;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet remembers the audit trail: an instance refuses a checkpoint that does not extend what it has seen, after a restart too. */
class TrailIT {
    private final Platform platform = new Platform();
    private final NoteSigner key = NoteSigner.generate(GrowingLog.ORIGIN);
    private final GrowingLog log = new GrowingLog();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private long told;

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void a_rewritten_past_is_refused_and_what_is_served_goes_on() {
        var tenant = SampleTenant.active("acme");
        platform.say(tenant);
        try (var instance = Instance.start(platform, folder).ready()) {
            // Only what comes after the first start is heard.
            instance.await("the first checkpoint", () -> {
                grow(log);
                Eventually.sleep(java.time.Duration.ofMillis(300));
                return trail(instance).size() > 0;
            });
            grow(log);
            instance.await("the newest", () -> trail(instance).size() == told);
        }
        var fork = new GrowingLog().add(log.size(), "forged");
        grow(log);
        var missed = told;
        try (var instance = Instance.start(platform, folder).ready()) {
            instance.await("what was told meanwhile", () -> trail(instance).size() == missed);
            assertThat(trail(instance)).isEqualTo(new Status.TrailStatus(missed, "", 0, 0));

            platform.say(record(fork.add(5, "forged").told(missed, key)));
            instance.await("a refusal", () -> trail(instance).refusals() == 1);
            assertThat(trail(instance).refused()).contains("does not begin with the " + missed);
            assertThat(trail(instance).size()).isEqualTo(missed);
            assertThat(instance.plane.find(tenant.id())).isEqualTo(tenant);
        }
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(trail(instance).refused())
                    .as("until somebody has looked")
                    .isNotEmpty();
        }
    }

    private static Status.TrailStatus trail(Instance instance) {
        return instance.plane.status().trail();
    }

    private void grow(GrowingLog growing) {
        growing.add(3, "entry");
        platform.say(record(growing.told(told, key)));
        told = growing.size();
    }

    private static AuditCheckpoint record(ToldCheckpoint told) {
        return AuditCheckpoint.newBuilder()
                .setOrigin(told.origin())
                .setSize(0)
                .setRoot(ByteBuffer.allocate(0))
                .setNote(told.note())
                .setPreviousSize(told.previousSize())
                .setConsistency(told.consistency().stream()
                        .map(hash -> ByteBuffer.wrap(hash.bytes()))
                        .toList())
                .setTime(Instant.now())
                .setKeys(told.keys())
                .build();
    }
}
