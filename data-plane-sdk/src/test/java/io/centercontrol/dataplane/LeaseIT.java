package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who takes a lease never lets a change pass unseen for longer than that. */
class LeaseIT {
    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private Instance leased(Duration lease) {
        return Instance.start(platform, platform.config(folder).lease(lease).build(), null);
    }

    private Decision order(Instance instance) {
        return instance.plane.mayServe(tenant.id(), Operation.ORDER);
    }

    /** How long after a moment the last decision was asked for that let it through; a pause of this test makes it no longer. */
    private Duration lastAllowed(Instance instance, long since, Decision at) {
        var last = new AtomicLong(since);
        instance.await("it is " + at, () -> {
            var asked = System.nanoTime();
            var decision = order(instance);
            if (decision == Decision.ALLOWED) {
                last.set(asked);
            }
            return decision == at;
        });
        return Duration.ofNanos(last.get() - since);
    }

    @Test
    void is_renewed_for_as_long_as_the_end_is_reached_though_nothing_happens() {
        platform.say(tenant);
        try (var instance = leased(Duration.ofSeconds(2)).ready()) {
            var until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            while (System.nanoTime() - until < 0) {
                assertThat(order(instance)).isEqualTo(Decision.ALLOWED);
                assertThat(instance.plane.status().leaseRemaining()).isPositive();
                Eventually.sleep(Duration.ofMillis(5));
            }
            var position = instance.position(said -> said.getSinceEndMillis() != null);
            assertThat(position.getLeaseMillis()).isEqualTo(2000);
        }
    }

    /**
     * A change in an open transaction is readable by nobody, so it is not waited for. It counts from its commit on, and
     * what stands behind it in the log is not passed by.
     */
    @Test
    void an_open_transaction_does_not_count_until_it_is_committed() throws InterruptedException, ExecutionException {
        platform.say(tenant);
        var suspended = Events.suspended(tenant, "unpaid");
        try (var instance = leased(Duration.ofSeconds(2)).ready();
                var slow = platform.producer()) {
            slow.initTransactions();
            slow.beginTransaction();
            var open = slow.send(Platform.record(
                            platform.topic(Contract.TENANTS),
                            tenant.id().toString(),
                            platform.bytes(suspended),
                            Platform.headers(tenant.id().toString(), suspended.version())))
                    .get();
            var until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            while (System.nanoTime() - until < 0) {
                assertThat(order(instance)).isEqualTo(Decision.ALLOWED);
                Eventually.sleep(Duration.ofMillis(5));
            }
            slow.commitTransaction();
            var committed = System.nanoTime();
            assertThat(lastAllowed(instance, committed, Decision.OPERATION_NOT_ALLOWED))
                    .isLessThan(Duration.ofSeconds(2));
            instance.past(open);
        }
    }

    /** A record that waits for its schema is not applied, so the end is not reached, and the lease runs out. */
    @Test
    void runs_out_while_a_record_cannot_be_read_yet() {
        platform.say(tenant);
        Instance.start(platform, folder).ready().close();
        var config = platform.config(folder)
                .lease(Duration.ofSeconds(2))
                .registry(java.net.URI.create("http://127.0.0.1:9"))
                .build();
        try (var instance = Instance.start(platform, config, null).ready()) {
            assertThat(order(instance)).isEqualTo(Decision.ALLOWED);
            var value = java.nio.ByteBuffer.wrap(platform.bytes(Events.suspended(tenant, "unpaid")))
                    .putInt(1, 999_999)
                    .array();
            platform.send(
                    platform.topic(Contract.TENANTS),
                    tenant.id().toString(),
                    value,
                    Platform.headers(tenant.id().toString(), 2));
            var said = System.nanoTime();
            assertThat(lastAllowed(instance, said, Decision.LEASE_EXPIRED)).isLessThan(Duration.ofMillis(2500));
            assertThat(instance.plane.status().quarantined()).isZero();
            assertThat(instance.plane.status().lag()).isPositive();
        }
    }

    /**
     * The process sleeps while the tenant is suspended: the first decision after it wakes up is a refusal, unless what is there was
     * asked for anew before it.
     */
    @Test
    void a_process_that_wakes_up_refuses_at_once() throws Exception {
        var state = folder.resolve("state");
        Files.createDirectories(state);
        var lease = Duration.ofMillis(1500);
        var pause = Duration.ofSeconds(4);
        platform.say(tenant);
        try (var child = ChildProcess.start(
                ChildInstance.class,
                platform,
                state,
                Long.toString(lease.toMillis()),
                tenant.id().toString())) {
            child.line();
            var line = child.line();
            while (!line.endsWith("ALLOWED") || line.endsWith("NOT_ALLOWED")) {
                line = child.line();
            }
            for (var round = 0; round < 3; round++) {
                child.signal("STOP");
                Eventually.sleep(pause);
                child.signal("CONT");
                var before = time(line);
                line = child.line();
                while (time(line) - before < pause.minusSeconds(1).toNanos()) {
                    before = time(line);
                    line = child.line();
                }
                if (line.endsWith(" ALLOWED")) {
                    assertThat(asked(line))
                            .as("asked after the pause")
                            .isGreaterThan(before + pause.minusSeconds(1).toNanos());
                } else {
                    assertThat(line).as("the first decision after the pause").endsWith("LEASE_EXPIRED");
                }
                while (!line.endsWith(" ALLOWED")) {
                    line = child.line();
                }
            }
            child.signal("STOP");
            platform.say(Events.suspended(tenant, "unpaid"));
            Eventually.sleep(lease);
            child.signal("CONT");
            var woken = time(line);
            line = child.line();
            while (time(line) - woken < lease.toNanos()) {
                woken = time(line);
                line = child.line();
            }
            while (!line.endsWith("OPERATION_NOT_ALLOWED")) {
                assertThat(line).endsWith("LEASE_EXPIRED");
                line = child.line();
            }
        }
    }

    private static long asked(String line) {
        return Long.parseLong(line.split(" ", -1)[1]);
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }
}
