package io.centercontrol.dataplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant's way out of a tenant service: its export is handed over, then everything is erased. */
class DeletionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Instant UNTIL = Instant.parse("2036-12-31T00:00:00Z");

    private final Platform platform = new Platform();
    private final Exports exports = new Exports();
    private final Tenant tenant = SampleTenant.active("acme");
    private final Tenant leaving = Events.leaving(tenant, "EXPORTING");
    private final Leaving handler = new Leaving();

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
        exports.close();
        platform.close();
    }

    /** Exports what a test gives it, and keeps what it is called with. */
    private static class Leaving implements ProvisioningHandler {
        final CopyOnWriteArrayList<String> calls = new CopyOnWriteArrayList<>();
        volatile byte[] data = "one line\n".getBytes(UTF_8);

        @Override
        public void provision(Tenant tenant) {
            calls.add("provision");
        }

        @Override
        public void update(Tenant tenant) {
            calls.add("update");
        }

        @Override
        public void export(TenantId tenant, OutputStream to) throws Exception {
            calls.add("export " + tenant);
            to.write(data);
        }

        @Override
        public Erased erase(TenantId tenant) {
            calls.add("erase " + tenant);
            return Erased.but(
                    new Erased.Retained("order totals, without names", "table kept_order", UNTIL, "tax law"),
                    new Erased.Retained("log lines", "log archive", null, "contract"));
        }
    }

    private Instance start(ProvisioningHandler handler) {
        var config = platform.config(folder.resolve("one"))
                .controlPlane(exports.at(folder.resolve("token"), "secret-token"))
                .build();
        return Instance.start(platform, config, handler);
    }

    private Report report(Task task, int attempt) {
        return platform.report(reports.await(
                record -> record.key().equals(tenant.id().toString())
                        && platform.report(record).getTask() == task
                        && platform.report(record).getAttempt() == attempt,
                PATIENCE));
    }

    private Provisioning asks(Task task, int attempt) {
        return Events.deleting(leaving, 10 + attempt, task, Platform.SERVICE, attempt);
    }

    private List<Path> spooled() throws IOException {
        var spool = folder.resolve("one/exports");
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (var files = Files.list(spool)) {
            return files.toList();
        }
    }

    private static byte[] sha256(byte[] of) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(of);
    }

    @Test
    void hands_the_export_over_and_reports_what_was_handed_over() throws Exception {
        handler.data = new byte[3_000_000];
        new java.util.Random(7).nextBytes(handler.data);
        platform.say(leaving);
        try (var instance = start(handler).ready()) {
            platform.say(asks(Task.EXPORT, 1));
            var report = report(Task.EXPORT, 1);
            assertThat(report.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(report.getReason()).isEqualTo("Exported");
            assertThat(report.getObservedVersion()).isEqualTo(leaving.version());
            assertThat(report.getExportBytes()).isEqualTo(handler.data.length);
            assertThat(report.getExportSha256()).isEqualTo(HexFormat.of().formatHex(sha256(handler.data)));
            assertThat(exports.received()).hasSize(1);
            var received = exports.received().getFirst();
            assertThat(received.request())
                    .isEqualTo("PUT /api/v1/tenants/" + tenant.id() + "/exports/" + Platform.SERVICE + "?attempt=1");
            assertThat(received.authorization()).isEqualTo("Bearer secret-token");
            assertThat(received.digest())
                    .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha256(handler.data)) + ":");
            assertThat(received.length()).isEqualTo(Integer.toString(handler.data.length));
            assertThat(received.body()).isEqualTo(handler.data);
            assertThat(spooled()).isEmpty();
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    @Test
    void a_service_that_holds_nothing_hands_an_empty_export_over() throws Exception {
        handler.data = new byte[0];
        platform.say(leaving);
        try (var instance = start(handler).ready()) {
            platform.say(asks(Task.EXPORT, 1));
            assertThat(report(Task.EXPORT, 1).getExportBytes()).isZero();
            assertThat(exports.received().getFirst().length()).isEqualTo("0");
            assertThat(exports.received().getFirst().digest())
                    .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha256(new byte[0])) + ":");
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    @Test
    void erases_a_tenant_that_its_copy_no_longer_knows_and_says_what_is_kept() {
        try (var instance = start(handler).ready()) {
            assertThat(instance.plane.find(tenant.id())).isNull();
            platform.say(asks(Task.ERASE, 1));
            var report = report(Task.ERASE, 1);
            assertThat(report.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(report.getReason()).isEqualTo("Erased");
            assertThat(report.getObservedVersion()).isZero();
            assertThat(report.getKept()).hasSize(2);
            assertThat(report.getKept().getFirst().getWhat()).isEqualTo("order totals, without names");
            assertThat(report.getKept().getFirst().getWhere()).isEqualTo("table kept_order");
            assertThat(report.getKept().getFirst().getUntil()).isEqualTo(UNTIL);
            assertThat(report.getKept().getFirst().getBasis()).isEqualTo("tax law");
            assertThat(report.getKept().getLast().getUntil()).isNull();
        }
    }

    /** It is served by others; what was asked before it came back is not done when it is read again. */
    @Test
    void erases_a_living_tenant_that_it_serves_no_more_and_acts_on_no_older_word() {
        var other = Events.as(tenant, SampleTenant.active("other").id(), "other");
        platform.say(tenant);
        platform.say(other);
        platform.say(Events.erasing(other, 11, Platform.SERVICE, 2));
        platform.say(Events.awaiting(other, 12, Platform.SERVICE, 1, 3, false));
        try (var instance = start(handler).ready()) {
            platform.say(Events.erasing(tenant, 11, Platform.SERVICE, 2));
            var report = report(Task.ERASE, 2);
            assertThat(report.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(report.getObservedVersion()).isEqualTo(tenant.version());
            assertThat(report.getKept()).hasSize(2);
            assertThat(handler.calls).containsExactly("erase " + tenant.id());
            assertThat(instance.plane.mayServe(tenant.id(), Operation.ORDER).allowed())
                    .isTrue();
            instance.past(platform.say(leaving));
            platform.say(Events.erasing(tenant, 12, Platform.SERVICE, 3));
            assertThat(report(Task.ERASE, 3).getReason()).isEqualTo("TenantNotLiving");
            assertThat(handler.calls).hasSize(1);
        }
    }

    @Test
    void erases_nobody_whom_its_copy_still_allows_to_be_served() {
        platform.say(tenant);
        try (var instance = start(handler).ready()) {
            platform.say(asks(Task.ERASE, 1));
            var refused = report(Task.ERASE, 1);
            assertThat(refused.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(refused.getReason()).isEqualTo("TenantStillServed");
            assertThat(handler.calls).isEmpty();
            platform.say(asks(Task.ERASE, 2));
            instance.past(platform.say(leaving));
            assertThat(report(Task.ERASE, 2).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(handler.calls).containsExactly("erase " + tenant.id());
        }
    }

    @Test
    void a_refused_export_is_a_failed_attempt_and_nothing_of_it_stays() throws Exception {
        platform.say(leaving);
        exports.answer(403);
        try (var instance = start(handler).ready()) {
            platform.say(asks(Task.EXPORT, 1));
            var refused = report(Task.EXPORT, 1);
            assertThat(refused.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(refused.getReason()).isEqualTo("NotHandedOver");
            assertThat(refused.getMessage()).contains("403").contains("TEST");
            assertThat(refused.getExportSha256()).isNull();
            assertThat(spooled()).isEmpty();
            exports.answer(200);
            Files.writeString(folder.resolve("token"), "rotated");
            platform.say(asks(Task.EXPORT, 2));
            assertThat(report(Task.EXPORT, 2).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(exports.received().getLast().authorization()).isEqualTo("Bearer rotated");
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    @Test
    void a_handler_that_fails_half_way_hands_nothing_over() throws Exception {
        platform.say(leaving);
        var failing = new Leaving() {
            @Override
            public void export(TenantId given, OutputStream to) throws Exception {
                super.export(given, to);
                throw new IllegalStateException("the search index is away");
            }
        };
        try (var instance = start(failing).ready()) {
            platform.say(asks(Task.EXPORT, 1));
            var failed = report(Task.EXPORT, 1);
            assertThat(failed.getReason()).isEqualTo("HandlerFailed");
            assertThat(failed.getMessage()).isEqualTo("the search index is away");
            assertThat(exports.received()).isEmpty();
            assertThat(spooled()).isEmpty();
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    @Test
    void without_a_control_plane_it_says_so() {
        platform.say(leaving);
        var config = platform.config(folder.resolve("one")).build();
        try (var instance = Instance.start(platform, config, handler).ready()) {
            platform.say(asks(Task.EXPORT, 1));
            assertThat(report(Task.EXPORT, 1).getMessage()).contains("cc.sdk.control-plane.url");
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    /** Another service's answer publishes the record anew, with our part as it was. */
    @Test
    void the_same_ask_twice_is_answered_once_and_unknown_tasks_and_other_services_never() {
        platform.say(leaving);
        try (var instance = start(handler).ready()) {
            platform.say(asks(Task.EXPORT, 1));
            report(Task.EXPORT, 1);
            platform.say(Provisioning.newBuilder(asks(Task.EXPORT, 1)).build());
            platform.say(asks(Task.UNKNOWN, 7));
            platform.say(Events.deleting(leaving, 20, Task.ERASE, "another", 1));
            platform.say(asks(Task.ERASE, 1));
            report(Task.ERASE, 1);
            assertThat(handler.calls).containsExactly("export " + tenant.id(), "erase " + tenant.id());
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    @Test
    void a_run_that_is_closed_in_the_middle_is_made_up_for_by_the_next() throws Exception {
        platform.say(leaving);
        var enter = new CountDownLatch(1);
        var stuck = new Leaving() {
            @Override
            public void export(TenantId given, OutputStream to) throws Exception {
                super.export(given, to);
                enter.countDown();
                new CountDownLatch(1).await();
            }
        };
        try (var instance = start(stuck).ready()) {
            platform.say(asks(Task.EXPORT, 1));
            enter.await();
            assertThat(spooled()).hasSize(1);
            assertThat(Files.getPosixFilePermissions(spooled().getFirst())).hasSize(2);
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
        assertThat(spooled()).isEmpty();
        Files.writeString(folder.resolve("one/exports/left-1.export"), "what a kill leaves behind");
        try (var instance = start(handler).ready()) {
            assertThat(report(Task.EXPORT, 1).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(exports.received()).hasSize(1);
            assertThat(spooled()).isEmpty();
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }
}
