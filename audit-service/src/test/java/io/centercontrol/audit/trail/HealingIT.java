package io.centercontrol.audit.trail;

import static io.centercontrol.audit.TrailFixture.ENTRIES;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static io.centercontrol.audit.TrailFixture.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.Digest;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the trail lacks is asked for: versions that were passed over, and what an owner says it has and nobody heard of. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class HealingIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Inject
    AvroWire wire;

    @Test
    void an_owner_is_asked_for_the_versions_that_were_passed_over_and_once_more_for_what_is_left() {
        Environment.current().awaitConnected();
        var tenant = EventWriter.newId();
        try (var platform = new PlatformFixture("audit-service")) {
            platform.tenant(tenant, 1, TenantStatus.ACTIVE);
            entry(platform.tenant(tenant, 5, TenantStatus.ACTIVE));
            var first = asked(1, one -> isOf(one, tenant)).getFirst();
            assertThat(first.getTopic()).isEqualTo("cc.tenants.v1");
            assertThat(first.getVersions().getFrom()).isEqualTo(2);
            assertThat(first.getVersions().getTo()).isEqualTo(4);
            assertThat(first.getSender().getService()).isEqualTo("audit-service");

            entry(platform.tenant(tenant, 2, TenantStatus.ACTIVE));
            var second = asked(2, one -> isOf(one, tenant)).getLast();
            assertThat(second.getVersions().getFrom()).isEqualTo(3);

            platform.tenant(tenant, 3, TenantStatus.ACTIVE);
            entry(platform.tenant(tenant, 4, TenantStatus.ACTIVE));
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(get("/api/v1/audit/gaps?limit=500")
                                    .getString("items.find { it.key == '" + tenant + "' }.healedAt"))
                            .isNotNull());
        }
    }

    @Test
    void what_no_later_version_tells_of_is_told_by_the_owners_digest() throws SQLException {
        Environment.current().awaitConnected();
        var tenant = EventWriter.newId();
        try (var platform = new PlatformFixture("audit-service")) {
            entry(platform.tenant(tenant, 1, TenantStatus.ACTIVE));
            var bucket = (int) number("select bucket from stream where key = '" + tenant + "'");
            var same = "from stream where topic = 'cc.tenants.v1' and not ended and bucket = " + bucket;
            var digest = Digest.newBuilder()
                    .setTopic("cc.tenants.v1")
                    .setBucket(bucket)
                    .setBuckets(256)
                    .setCount(number("select count(*) " + same))
                    .setHash(number("select bit_xor(fingerprint) " + same))
                    .setHighestVersion(number("select max(highest) " + same))
                    .setTakenAt(Instant.now().plusSeconds(6))
                    .build();
            tell(platform, digest);
            Predicate<Difference> ofBucket = one -> one.getVersions() == null && one.getBucket() == bucket;
            await().pollDelay(Duration.ofSeconds(6))
                    .atMost(BOUND)
                    .untilAsserted(() -> assertThat(asked(0, ofBucket)).isEmpty());

            tell(
                    platform,
                    Digest.newBuilder(digest).setHash(digest.getHash() ^ 1).build());

            var found = asked(1, ofBucket).getFirst();
            assertThat(found.getTopic()).isEqualTo("cc.tenants.v1");
            assertThat(found.getCount()).isEqualTo(digest.getCount());
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(
                                    get(ENTRIES + "?action=audit-gap.suspected").getInt("total"))
                            .isPositive());
        }
    }

    private void tell(PlatformFixture platform, Digest digest) {
        platform.events()
                .state(
                        Contract.DIGESTS,
                        digest.getTopic() + "/" + digest.getBucket(),
                        EventWriter.newId(),
                        digest.getHighestVersion(),
                        digest);
    }

    private static boolean isOf(Difference difference, UUID tenant) {
        return difference.getVersions() != null
                && difference.getVersions().getKey().equals(tenant.toString());
    }

    /** So many at least; 0 for those that are there by now. */
    private List<Difference> asked(int count, Predicate<Difference> fits) {
        try (var reader = Environment.current().read(Contract.differences("audit-service"))) {
            var records = count == 0
                    ? reader.allWithin(Duration.ofMillis(500))
                    : reader.awaitAll(record -> fits.test(read(record.value())), count, BOUND);
            return records.stream()
                    .map(record -> read(record.value()))
                    .filter(fits)
                    .toList();
        }
    }

    private Difference read(byte[] bytes) {
        return wire.decode(bytes, Difference.class).await().atMost(BOUND);
    }
}
