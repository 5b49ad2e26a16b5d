package io.centercontrol.usage.statements.kafka;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.billing.Statement;
import io.centercontrol.events.plans.Entitlement;
import io.centercontrol.events.plans.EntitlementLayer;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.events.plans.PlanVersion;
import io.centercontrol.events.plans.Price;
import io.centercontrol.events.plans.PriceInterval;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.TopicReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** One tenant that was registered some time ago, what is said of it, and its statements, on the real broker. */
public final class StatementFixture implements AutoCloseable {
    public static final Duration BOUND = Duration.ofSeconds(30);

    private final PlatformFixture platform = new PlatformFixture("metrics-ingest");
    private final TopicReader topic = Environment.current().read(Contract.BILLING);
    private final UUID tenant = EventWriter.newId();
    private final Instant registered;

    /**
     * A tenant that tenant-registry tells of.
     *
     * @param registered when it was registered
     */
    public StatementFixture(Instant registered) {
        this.registered = registered;
    }

    /** A tenant whose first statement is closed, and whose second period is open. */
    public static UUID closed() {
        try (var fixture = new StatementFixture(Instant.now().minus(Duration.ofDays(34)))) {
            fixture.stands(1, TenantStatus.ACTIVE, fixture.registered());
            fixture.statement(1);
            return fixture.tenant();
        }
    }

    public UUID tenant() {
        return tenant;
    }

    Instant registered() {
        return registered;
    }

    PlatformFixture platform() {
        return platform;
    }

    /** tenant-registry says how it stands. */
    public void stands(long version, TenantStatus status, Instant at) {
        stands(version, status, at, "UTC");
    }

    /** The same in a time zone. */
    void stands(long version, TenantStatus status, Instant at, String zone) {
        var eventId = EventWriter.newId();
        var record = Tenant.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, at))
                .setId(tenant)
                .setSlug("slug-" + tenant)
                .setName("Canary " + tenant)
                .setKind(TenantKind.LIVE)
                .setStatus(status)
                .setStatusReason(null)
                .setAllowedOperations(List.of())
                .setReady(true)
                .setHosts(List.of())
                .setLocale("en")
                .setTimeZone(zone)
                .setCurrency("EUR")
                .setContacts(List.of())
                .setPrimaryDomain(null)
                .setRegion("eu")
                .setLabels(Map.of())
                .setCreatedAt(registered)
                .setUpdatedAt(at)
                .setDomains(List.of())
                .setHolds(List.of())
                .setDeletion(null)
                .setRegisteredPlan(null)
                .build();
        platform.events().state(Contract.TENANTS, tenant.toString(), eventId, version, record);
    }

    /** plan-service publishes the first version of a plan. */
    void plan(String key, long minorUnits) {
        var eventId = EventWriter.newId();
        var now = Instant.now();
        var record = Plan.newBuilder()
                .setChange(change(eventId, key, 1, now))
                .setKey(key)
                .setName(key)
                .setKind(PlanKind.PLAN)
                .setOnlyFor(null)
                .setVersions(List.of(PlanVersion.newBuilder()
                        .setNumber(1)
                        .setStatus(PlanStatus.PUBLISHED)
                        .setGrants(List.of())
                        .setPrice(new Price(minorUnits, "EUR", PriceInterval.MONTH))
                        .setTrialDays(0)
                        .setAfterTrial(null)
                        .setPublishedAt(now)
                        .build()))
                .setUpdatedAt(now)
                .build();
        platform.events().state(Contract.PLANS, key, eventId, 1, record);
    }

    /** plan-service gives it the first version of a plan, with so many calls a month. */
    void entitled(long version, String plan, long calls, boolean trial, Instant at) {
        var eventId = EventWriter.newId();
        var grant = Grant.newBuilder()
                .setFeature("api-calls")
                .setKind(FeatureKind.METER)
                .setOn(false)
                .setUnlimited(false)
                .setMost(calls)
                .setHard(false)
                .setPeriod(MeterPeriod.MONTH)
                .build();
        var record = Entitlements.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, at))
                .setTenantId(tenant)
                .setPlan(plan)
                .setPlanVersion(1)
                .setPlanName(plan)
                .setPlanSince(at)
                .setTrial(trial)
                .setValues(List.of(new Entitlement(grant, EntitlementLayer.PLAN)))
                .setAddOns(List.of())
                .setOverrides(List.of())
                .setScheduled(List.of())
                .setUpdatedAt(at)
                .build();
        platform.events().state(Contract.ENTITLEMENTS, tenant.toString(), eventId, version, record);
    }

    private static Change change(UUID eventId, String id, long version, Instant at) {
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(id)
                .setVersion(version)
                .setType("test.changed")
                .setTime(at)
                .setActor(new Actor("test", ActorKind.USER, null))
                .build();
    }

    /** Its statement of a number, as it is told. */
    public Statement statement(long number) {
        return EventWriter.decode(
                topic.await(
                                record -> tenant.toString().equals(record.key())
                                        && decode(record.value()).getNumber() == number,
                                BOUND)
                        .value(),
                Statement.class);
    }

    /** All that are told within some time. */
    List<Statement> allWithin(Duration time) {
        return topic.allWithin(time).stream()
                .filter(record -> tenant.toString().equals(record.key()))
                .map(record -> decode(record.value()))
                .toList();
    }

    private static Statement decode(byte[] value) {
        return EventWriter.decode(value, Statement.class);
    }

    /** Waits until so much of a meter is counted for it. */
    public void awaitCounted(String meter, long total) {
        awaitText(
                "select sum(total) from usage_minute where tenant_id = '" + tenant + "' and meter = '" + meter + "'",
                Long.toString(total));
    }

    /** Waits until what is measured for it counts. */
    public void awaitKnown() {
        awaitText("select count(*) from usage_tenant where version > 0 and tenant_id = '" + tenant + "'", "1");
    }

    /** Waits until so many of a kind were heard of it. */
    void awaitHeard(String kind, int number) {
        awaitText(
                "select count(*) from statement_heard where tenant_id = '" + tenant + "' and kind = '" + kind + "'",
                Integer.toString(number));
    }

    /** Waits until a question has an answer. */
    static void awaitText(String sql, String answer) {
        Awaitility.await().atMost(BOUND).until(() -> text(sql).equals(answer));
    }

    /** The first column of the first row; empty when there is none. */
    static String text(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }

    /** Changes something behind everybody's back. */
    public static void tamper(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new AssertionError("nothing was changed by " + sql);
            }
        }
    }

    @Override
    public void close() {
        topic.close();
        platform.close();
    }
}
