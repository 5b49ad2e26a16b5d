package io.centercontrol.usage.consumption.kafka;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.plans.Entitlement;
import io.centercontrol.events.plans.EntitlementLayer;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.events.usage.Consumption;
import io.centercontrol.events.usage.ConsumptionThreshold;
import io.centercontrol.events.usage.FeatureConsumption;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.TopicReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One tenant, what plan-service says of it, and what is told of its consumption, on the real broker. */
public final class ConsumptionFixture implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(30);

    private final PlatformFixture platform = new PlatformFixture("metrics-ingest");
    private final TopicReader topic = Environment.current().read(Contract.CONSUMPTION);
    private final UUID tenant = EventWriter.newId();

    /** A tenant that tenant-registry has told of. */
    ConsumptionFixture() {
        platform.tenant(tenant, 1, TenantStatus.ACTIVE);
    }

    /** A tenant of which it was heard that it is granted something. */
    public static UUID known() {
        try (var fixture = new ConsumptionFixture()) {
            fixture.entitled(1, monthly("api-calls", 100));
            Awaitility.await()
                    .atMost(BOUND)
                    .until(() -> text("select count(*) from consumption c join usage_tenant t on t.tenant_id = c.id"
                                    + " where c.id = '" + fixture.tenant() + "'")
                            .equals("1"));
            return fixture.tenant();
        }
    }

    UUID tenant() {
        return tenant;
    }

    PlatformFixture platform() {
        return platform;
    }

    /** So much may be used in a month. */
    static Grant monthly(String feature, long most) {
        return grant(feature, FeatureKind.METER, MeterPeriod.MONTH, false, most);
    }

    /** So much may be used in a day. */
    static Grant daily(String feature, long most) {
        return grant(feature, FeatureKind.METER, MeterPeriod.DAY, false, most);
    }

    /** As much as there is. */
    static Grant unlimited(String feature) {
        return grant(feature, FeatureKind.METER, MeterPeriod.MONTH, true, 0);
    }

    /** So many at a time. */
    static Grant limit(String feature, long most) {
        return grant(feature, FeatureKind.LIMIT, MeterPeriod.NONE, false, most);
    }

    private static Grant grant(String feature, FeatureKind kind, MeterPeriod period, boolean unlimited, long most) {
        return Grant.newBuilder()
                .setFeature(feature)
                .setKind(kind)
                .setOn(false)
                .setUnlimited(unlimited)
                .setMost(most)
                .setHard(true)
                .setPeriod(period)
                .build();
    }

    /** plan-service says what the tenant is granted, and that a switch is on. */
    void entitled(long version, Grant... grants) {
        var eventId = EventWriter.newId();
        platform.events()
                .state(Contract.ENTITLEMENTS, tenant.toString(), eventId, version, record(eventId, version, grants));
    }

    private Entitlements record(UUID eventId, long version, Grant... grants) {
        var now = Instant.now();
        var all = Stream.concat(
                Stream.of(grants), Stream.of(grant("sso", FeatureKind.SWITCH, MeterPeriod.NONE, false, 0)));
        return Entitlements.newBuilder()
                .setChange(Change.newBuilder()
                        .setEventId(eventId)
                        .setAggregateId(tenant.toString())
                        .setVersion(version)
                        .setType("subscription.plan-assigned")
                        .setTime(now)
                        .setActor(new Actor("test", ActorKind.USER, null))
                        .build())
                .setTenantId(tenant)
                .setPlan("basic")
                .setPlanVersion(1)
                .setPlanName("Basic")
                .setPlanSince(now)
                .setTrial(false)
                .setValues(all.map(grant -> new Entitlement(grant, EntitlementLayer.PLAN))
                        .toList())
                .setAddOns(List.of())
                .setOverrides(List.of())
                .setScheduled(List.of())
                .setUpdatedAt(now)
                .build();
    }

    /** The first told that fits. */
    Consumption await(Predicate<Consumption> fits) {
        return decode(topic.await(
                        record -> isOf(record.key()) && record.value() != null && fits.test(decode(record.value())),
                        BOUND)
                .value());
    }

    /** Waits until so much of a feature is told to be used. */
    FeatureConsumption awaitUsed(String feature, long used) {
        return of(
                await(told -> told.getFeatures().stream()
                        .anyMatch(one -> one.getGrant().getFeature().equals(feature) && one.getUsed() == used)),
                feature);
    }

    /** Waits for the tombstone. */
    long awaitEnd() {
        var record = topic.await(one -> isOf(one.key()) && one.value() == null, BOUND);
        return Long.parseLong(TopicReader.headers(record).get("version"));
    }

    /** All that was told by now and within some time. */
    List<Consumption> allWithin(Duration time) {
        return bytesWithin(time).stream().map(ConsumptionFixture::decode).toList();
    }

    /** The same as it is on the topic. */
    List<byte[]> bytesWithin(Duration time) {
        return topic.allWithin(time).stream()
                .filter(record -> isOf(record.key()) && record.value() != null)
                .map(record -> record.value())
                .toList();
    }

    /** What they say was reached, but for projections, which the calendar decides on. */
    static List<String> reached(List<Consumption> told) {
        return told.stream()
                .flatMap(one -> one.getReached().stream())
                .filter(one -> one.getThreshold() != ConsumptionThreshold.PROJECTED)
                .map(one -> one.getFeature() + " " + one.getThreshold())
                .toList();
    }

    static FeatureConsumption of(Consumption told, String feature) {
        return told.getFeatures().stream()
                .filter(one -> one.getGrant().getFeature().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    private boolean isOf(String key) {
        return tenant.toString().equals(key);
    }

    private static Consumption decode(byte[] value) {
        return EventWriter.decode(value, Consumption.class);
    }

    /** The first column of the first row; empty when there is none. */
    static String text(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }

    @Override
    public void close() {
        topic.close();
        platform.close();
    }
}
