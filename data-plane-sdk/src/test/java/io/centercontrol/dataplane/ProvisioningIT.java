package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that the platform asks for, and what is reported on them. */
class ProvisioningIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.provisioning("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TopicReader reports;

    @BeforeEach
    void read() {
        reports = platform.read(Contract.reports(Platform.SERVICE));
    }

    @AfterEach
    void close() {
        reports.close();
        platform.close();
    }

    private Instance start(String name, ProvisioningHandler handler) {
        return Instance.start(platform, platform.config(folder.resolve(name)).build(), handler);
    }

    private Report report(Tenant of, int attempt) {
        return platform.report(reports.await(
                record -> record.key().equals(of.id().toString())
                        && platform.report(record).getAttempt() == attempt,
                PATIENCE));
    }

    private static Provisioning asks(Tenant tenant, int attempt, long observed) {
        return Events.awaiting(tenant, attempt, Platform.SERVICE, observed, attempt, true);
    }

    /** Keeps what it is called with. */
    private static final class Calls extends NeverDeletes {
        final CopyOnWriteArrayList<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void provision(Tenant tenant) {
            calls.add("provision " + tenant.slug() + " " + tenant.version());
        }

        @Override
        public void update(Tenant tenant) {
            calls.add("update " + tenant.slug() + " " + tenant.version());
        }
    }

    @Test
    void provisions_first_and_updates_after_and_reports_with_the_version_it_worked_with() {
        var handler = new Calls();
        try (var instance = start("one", handler)) {
            platform.say(tenant);
            platform.say(asks(tenant, 1, 0));
            var first = report(tenant, 1);
            assertThat(first.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(first.getReason()).isEqualTo("Provisioned");
            assertThat(first.getObservedVersion()).isEqualTo(1);
            assertThat(first.getTenantId()).isEqualTo(tenant.id().value());
            assertThat(first.getSender().getInstanceId())
                    .isEqualTo(instance.plane.status().instanceId());
            assertThat(first.getFinishedAt()).isAfterOrEqualTo(first.getStartedAt());
            var renamed = Events.renamed(tenant, "Renamed");
            platform.say(renamed);
            platform.say(asks(renamed, 2, 1));
            var second = report(tenant, 2);
            assertThat(second.getReason()).isEqualTo("Updated");
            assertThat(second.getObservedVersion()).isEqualTo(2);
            assertThat(handler.calls).containsExactly("provision acme 1", "update acme 2");
        }
    }

    @Test
    void waits_until_its_copy_is_as_new_as_is_asked_for() {
        var handler = new Calls();
        try (var instance = start("one", handler)) {
            instance.ready();
            var third = Events.at(tenant, 3);
            platform.say(tenant);
            platform.say(asks(third, 1, 0));
            Eventually.sleep(Duration.ofSeconds(3));
            assertThat(handler.calls).isEmpty();
            platform.say(third);
            assertThat(report(tenant, 1).getObservedVersion()).isEqualTo(3);
            assertThat(handler.calls).containsExactly("provision acme 3");
        }
    }

    @Test
    void does_nothing_for_others_for_the_paused_and_for_what_is_not_awaited() {
        var handler = new Calls();
        try (var instance = start("one", handler)) {
            instance.ready();
            platform.say(tenant);
            platform.say(Events.awaiting(tenant, 1, "another", 0, 1, true));
            platform.say(Events.awaiting(tenant, 2, Platform.SERVICE, 0, 1, false));
            var paused = asks(tenant, 3, 0);
            platform.say(Provisioning.newBuilder(paused).setPaused(true).build());
            platform.send(
                    platform.topic(Contract.PROVISIONING),
                    tenant.id().toString(),
                    null,
                    Platform.headers(tenant.id().toString(), 4));
            platform.send(
                    platform.topic(Contract.PROVISIONING), tenant.id().toString(), new byte[] {1, 2, 3}, List.of());
            var other = SampleTenant.provisioning("other");
            platform.say(other);
            platform.say(asks(other, 5, 0));
            report(other, 5);
            assertThat(handler.calls).containsExactly("provision other 1");
        }
    }

    @Test
    void an_exception_is_reported_and_the_next_attempt_is_made_when_it_is_asked_for() {
        var fails = new AtomicInteger();
        ProvisioningHandler handler = new NeverDeletes() {
            @Override
            public void provision(Tenant given) {
                if (fails.incrementAndGet() == 1) {
                    throw new IllegalStateException("the search index is full");
                }
            }

            @Override
            public void update(Tenant given) {
                throw new AssertionError("not asked for");
            }
        };
        try (var instance = start("one", handler)) {
            instance.ready();
            platform.say(tenant);
            platform.say(asks(tenant, 1, 0));
            var failed = report(tenant, 1);
            assertThat(failed.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.getReason()).isEqualTo("HandlerFailed");
            assertThat(failed.getMessage()).isEqualTo("the search index is full");
            Eventually.sleep(Duration.ofSeconds(2));
            assertThat(fails).as("nobody asked again").hasValue(1);
            platform.say(asks(tenant, 2, 0));
            assertThat(report(tenant, 2).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        }
    }

    /** The offset is committed after the report, so a crash in between repeats the attempt and loses none. */
    @Test
    void commits_only_what_is_reported() throws InterruptedException, ExecutionException {
        var enter = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        ProvisioningHandler handler = new NeverDeletes() {
            @Override
            public void provision(Tenant given) throws InterruptedException {
                enter.countDown();
                leave.await();
            }

            @Override
            public void update(Tenant given) {}
        };
        try (var instance = start("one", handler)) {
            instance.ready();
            platform.say(tenant);
            var asked = platform.say(asks(tenant, 1, 0));
            enter.await();
            Eventually.sleep(Duration.ofSeconds(1));
            assertThat(committed(asked.partition())).isLessThanOrEqualTo(asked.offset());
            leave.countDown();
            report(tenant, 1);
            instance.await("it is committed", () -> committed(asked.partition()) > asked.offset());
        }
    }

    private long committed(int partition) {
        try (var admin = platform.admin()) {
            var offsets = admin.listConsumerGroupOffsets(platform.prefix() + Platform.SERVICE + "-provisioning")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.entrySet().stream()
                    .filter(entry -> entry.getKey().partition() == partition && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .findFirst()
                    .orElse(0);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Two instances come, work and go; no tenant is ever worked on by two at once, and every attempt is reported. */
    @Test
    void one_instance_at_a_time_works_on_a_tenant() {
        var atWork = new ConcurrentHashMap<UUID, String>();
        var clashes = new CopyOnWriteArrayList<String>();
        var tenants = java.util.stream.IntStream.range(0, 30)
                .mapToObj(at -> SampleTenant.provisioning("tenant" + at))
                .toList();
        tenants.forEach(platform::say);
        try (var one = start("one", slow("one", atWork, clashes)).ready()) {
            tenants.forEach(of -> platform.say(asks(of, 1, 0)));
            Eventually.await("one works", () -> !atWork.isEmpty());
            try (var two = start("two", slow("two", atWork, clashes)).ready()) {
                Eventually.sleep(Duration.ofSeconds(2));
                tenants.forEach(of -> platform.say(asks(of, 2, 0)));
                Eventually.sleep(Duration.ofSeconds(1));
                assertThat(two.plane.status().health()).isEqualTo(Health.READY);
            }
            tenants.forEach(of -> assertThat(report(of, 2).getOutcome()).isEqualTo(Outcome.SUCCEEDED));
            assertThat(one.plane.status().health()).isEqualTo(Health.READY);
        }
        assertThat(clashes).isEmpty();
    }

    private static ProvisioningHandler slow(
            String name, Map<UUID, String> atWork, CopyOnWriteArrayList<String> clashes) {
        return new NeverDeletes() {
            @Override
            public void provision(Tenant given) throws InterruptedException {
                var other = atWork.putIfAbsent(given.id().value(), name);
                if (other != null) {
                    clashes.add(given.slug() + " by " + name + " and " + other);
                }
                try {
                    Thread.sleep(300);
                } finally {
                    atWork.remove(given.id().value(), name);
                }
            }

            @Override
            public void update(Tenant given) {}
        };
    }

    /** A handler that takes long holds up neither other tenants of its partition nor the instance's seat in the group. */
    @Test
    void a_long_handler_holds_nobody_up() throws InterruptedException {
        var leave = new CountDownLatch(1);
        var slow = tenant.id();
        ProvisioningHandler handler = new NeverDeletes() {
            @Override
            public void provision(Tenant given) throws InterruptedException {
                if (given.id().equals(slow)) {
                    leave.await();
                }
            }

            @Override
            public void update(Tenant given) {}
        };
        try (var instance = start("one", handler)) {
            instance.ready();
            platform.say(tenant);
            platform.say(asks(tenant, 1, 0));
            for (var at = 0; at < 12; at++) {
                var other = SampleTenant.provisioning("other" + at);
                platform.say(other);
                platform.say(asks(other, 1, 0));
                report(other, 1);
            }
            Eventually.sleep(Duration.ofSeconds(12));
            leave.countDown();
            assertThat(report(tenant, 1).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        }
    }
}
