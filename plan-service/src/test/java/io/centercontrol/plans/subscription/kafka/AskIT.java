package io.centercontrol.plans.subscription.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.plans.subscription.PlatformFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What provisioning-service asks this service for, and what it answers. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class AskIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private PlatformFixture platform;
    private TopicReader reports;
    private TopicReader entitlements;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
        platform.governance(1, "basic", 10);
        reports = Environment.current().read(Contract.reports("plan-service"));
        entitlements = Environment.current().read(Contract.ENTITLEMENTS);
    }

    @AfterEach
    void end() {
        platform.close();
        reports.close();
        entitlements.close();
    }

    @Test
    void a_tenant_that_has_entitlements_is_reported() {
        var tenant = platform.registered(null);
        platform.asked(tenant, 1, 1);

        var report = report(tenant, 1);

        assertThat(report.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(report.getObservedVersion()).isEqualTo(1);
        assertThat(report.getSender().getService()).isEqualTo("plan-service");
        entitlements.await(record -> record.key().equals(tenant.toString()), BOUND);
    }

    @Test
    void what_is_asked_for_too_early_is_answered_as_soon_as_it_can_be() {
        var tenant = EventWriter.newId();
        platform.asked(tenant, 2, 1);
        platform.tenant(tenant, 1, TenantStatus.PROVISIONING, null);
        var other = platform.registered(null);
        platform.asked(other, 1, 1);
        report(other, 1);
        assertThat(reports.allWithin(Duration.ofMillis(500)))
                .noneMatch(record -> record.key().equals(tenant.toString()));

        platform.tenant(tenant, 2, TenantStatus.PROVISIONING, null);

        assertThat(report(tenant, 1).getObservedVersion()).isEqualTo(2);
    }

    /** They come by two topics: neither may miss the other while both are under way. */
    @Test
    void no_ask_is_lost_that_comes_at_the_same_moment_as_its_tenant() {
        var tenants = new ArrayList<UUID>();
        for (var i = 0; i < 300; i++) {
            var tenant = platform.registered(null);
            platform.asked(tenant, 1, 1);
            tenants.add(tenant);
        }
        tenants.forEach(tenant -> report(tenant, 1));
    }

    @Test
    void nothing_is_left_of_an_erased_tenant() {
        var tenant = platform.registered(null);
        entitlements.await(record -> record.key().equals(tenant.toString()), BOUND);
        platform.tenant(tenant, 2, TenantStatus.ERASING, null);
        platform.asked(tenant, 2, 3, Task.ERASE);

        assertThat(report(tenant, 3).getTask()).isEqualTo(Task.ERASE);
        assertThat(status(tenant)).isEqualTo(404);
        var tombstone =
                entitlements.await(record -> record.key().equals(tenant.toString()) && record.value() == null, BOUND);
        assertThat(TopicReader.headers(tombstone)).containsEntry("version", "2");

        platform.asked(tenant, 2, 4, Task.ERASE);
        assertThat(report(tenant, 4).getOutcome())
                .as("erasing what is erased succeeds")
                .isEqualTo(Outcome.SUCCEEDED);
        platform.tenant(tenant, 3, TenantStatus.DELETED, null);
        var other = platform.registered(null);
        entitlements.await(record -> record.key().equals(other.toString()), BOUND);
        assertThat(status(tenant)).as("nothing brings it back").isEqualTo(404);
    }

    @Test
    void older_news_of_an_erased_tenant_that_comes_late_begins_nothing() {
        var tenant = EventWriter.newId();
        platform.asked(tenant, 5, 1, Task.ERASE);
        report(tenant, 1);

        platform.tenant(tenant, 3, TenantStatus.ACTIVE, null);

        var other = platform.registered(null);
        platform.asked(other, 1, 1);
        report(other, 1);
        assertThat(status(tenant)).isEqualTo(404);
        assertThat(entitlements.allWithin(Duration.ofMillis(500)))
                .noneMatch(record -> record.key().equals(tenant.toString()) && record.value() != null);
    }

    @Test
    void an_export_that_nobody_takes_is_reported_as_failed() {
        var tenant = platform.registered(null);
        entitlements.await(record -> record.key().equals(tenant.toString()), BOUND);
        platform.asked(tenant, 2, 1, Task.EXPORT);

        var report = report(tenant, 1);

        assertThat(report.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.getReason()).isEqualTo("ExportFailed");
        assertThat(report.getMessage()).contains("cc.exports.token-file");
    }

    @Test
    void a_poison_record_is_set_aside_and_the_partition_moves_on() {
        var tenant = EventWriter.newId();
        platform.events().raw(Contract.TENANTS, tenant.toString(), new byte[] {1, 2, 3});
        platform.tenant(tenant, 1, TenantStatus.PROVISIONING, null);

        entitlements.await(record -> record.key().equals(tenant.toString()), BOUND);
        Awaitility.await()
                .atMost(BOUND)
                .until(() -> given().auth()
                                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                                .get("/api/v1/admin/quarantine?channel=tenants")
                                .<Integer>path("total")
                        >= 1);
    }

    private Report report(UUID tenant, int attempt) {
        return EventWriter.decode(
                reports.await(
                                record -> record.key().equals(tenant.toString())
                                        && EventWriter.decode(record.value(), Report.class)
                                                        .getAttempt()
                                                == attempt,
                                BOUND)
                        .value(),
                Report.class);
    }

    private static int status(UUID tenant) {
        return given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_VIEWER))
                .get("/api/v1/tenants/" + tenant + "/subscription")
                .statusCode();
    }
}
