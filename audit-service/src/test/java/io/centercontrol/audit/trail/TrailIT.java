package io.centercontrol.audit.trail;

import static io.centercontrol.audit.TrailFixture.ENTRIES;
import static io.centercontrol.audit.TrailFixture.as;
import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static io.centercontrol.audit.TrailFixture.text;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.Task;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.tlog.TlogProof;
import io.centercontrol.tlog.VerifierKey;
import io.centercontrol.tlog.evidence.Commitment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens becomes an entry that is found, proven, and of which nothing personal stays when its tenant is erased. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class TrailIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final UUID tenant = EventWriter.newId();

    private PlatformFixture platform = new PlatformFixture("audit-service");

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("audit-service");
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void a_change_becomes_an_entry_that_says_who_what_and_why() {
        var event = platform.tenant(tenant, 1, TenantStatus.ACTIVE);

        var found = entry(event);

        assertThat(found.getString("entry.action")).isEqualTo("tenant.changed");
        assertThat(found.getString("entry.category")).isEqualTo("CHANGE");
        assertThat(found.getString("entry.outcome")).isEqualTo("DONE");
        assertThat(found.getString("entry.topic")).isEqualTo("cc.tenants.v1");
        assertThat(found.getString("entry.tenantId")).isEqualTo(tenant.toString());
        assertThat(found.getString("entry.actor.id")).isEqualTo("test");
        assertThat(found.getString("entry.reason")).isEqualTo("of a test");
        assertThat(found.getList("difference")).containsExactly("- /status: \"ACTIVE\"", "+ /status: {\"is\":\"1\"}");
        assertThat(found.getString("entry.sentence"))
                .isEqualTo("test: tenant changed, tenant " + tenant
                        + ". Reason: of a test. status: \"ACTIVE\" -> {\"is\":\"1\"}.");
    }

    @Test
    void it_is_found_by_each_filter_and_by_no_other() {
        var event = platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        var found = entry(event);
        var at = Instant.parse(found.getString("entry.happenedAt"));

        for (var filter : List.of(
                "actor=test",
                "action=tenant.changed",
                "action=tenant.*",
                "targetType=tenant&target=" + tenant,
                "outcome=DONE",
                "category=CHANGE",
                "service=test-platform",
                "topic=cc.tenants.v1",
                "correlationId=correlation-" + tenant,
                "text=" + tenant,
                "from=" + at + "&to=" + at.plusSeconds(1))) {
            assertThat(ids(get(ENTRIES + "?tenantId=" + tenant + "&" + filter)))
                    .as(filter)
                    .containsExactly(event.toString());
        }
        for (var filter : List.of(
                "actor=somebody-else",
                "action=tenant",
                "action=ten.*",
                "target=" + UUID.randomUUID(),
                "outcome=REFUSED",
                "category=ACCESS",
                "service=other",
                "correlationId=none",
                "text=absent",
                "to=" + at)) {
            assertThat(ids(get(ENTRIES + "?tenantId=" + tenant + "&" + filter)))
                    .as(filter)
                    .isEmpty();
        }
        var facets = get("/api/v1/audit/facets?tenantId=" + tenant);
        assertThat(facets.getMap("of.action")).isEqualTo(Map.of("tenant.changed", 1));
        assertThat(facets.getMap("of.actor")).isEqualTo(Map.of("test", 1));
    }

    @Test
    void what_is_heard_twice_is_one_entry_and_pages_go_both_ways() {
        var events = new ArrayList<String>();
        for (var version = 1; version <= 5; version++) {
            var event = platform.tenant(tenant, version, TenantStatus.ACTIVE);
            platform.tenant(event, tenant, version, TenantStatus.ACTIVE);
            events.add(event.toString());
        }
        entry(UUID.fromString(events.getLast()));

        var of = ENTRIES + "?order=OLDEST&limit=2&tenantId=" + tenant;
        var first = get(of);
        var second = get(of + "&cursor=" + first.getString("next"));
        var third = get(of + "&cursor=" + second.getString("next"));
        var back = get(of + "&cursor=" + third.getString("previous"));
        var atFirst = get(of + "&cursor=" + back.getString("previous"));

        assertThat(first.getInt("total")).isEqualTo(5);
        assertThat(ids(first)).isEqualTo(events.subList(0, 2));
        assertThat(ids(second)).isEqualTo(events.subList(2, 4));
        assertThat(ids(third)).isEqualTo(events.subList(4, 5));
        assertThat(third.getString("next")).isNull();
        assertThat(ids(back)).isEqualTo(ids(second));
        assertThat(ids(atFirst)).isEqualTo(ids(first));
        assertThat(atFirst.getString("previous")).isNull();
        assertThat(ids(get(ENTRIES + "?limit=2&tenantId=" + tenant)))
                .as("the newest first unless said")
                .isEqualTo(events.reversed().subList(0, 2));
    }

    @Test
    void versions_that_are_passed_over_are_named_and_healed_when_they_come() {
        platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        entry(platform.tenant(tenant, 4, TenantStatus.ACTIVE));

        assertThat(gap().getInt("missing")).isEqualTo(2);
        assertThat(gap().getInt("fromVersion")).isEqualTo(2);
        assertThat(gap().getInt("toVersion")).isEqualTo(3);
        assertThat(get("/api/v1/audit/completeness").getBoolean("complete")).isFalse();

        platform.tenant(tenant, 3, TenantStatus.ACTIVE);
        entry(platform.tenant(tenant, 2, TenantStatus.ACTIVE));

        assertThat(gap().getInt("missing")).isZero();
        var id = gap().getString("id");
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(
                                get(ENTRIES + "?order=OLDEST&target=" + id).getList("items.action"))
                        .as("the gap and its healing stand in the trail")
                        .containsExactly("audit-gap.found", "audit-gap.healed"));
        assertThat(gap().getString("healedAt")).isNotNull();
        var whole = get("/api/v1/audit/completeness");
        assertThat(whole.getInt("topics.find { it.topic == 'cc.tenants.v1' }.expected"))
                .isEqualTo(whole.getInt("topics.find { it.topic == 'cc.tenants.v1' }.entries"));
    }

    @Test
    void what_nobody_can_read_is_set_aside_and_an_entry_says_so() {
        var topic = Environment.current().name(Contract.TENANTS);
        platform.events().raw(Contract.TENANTS, tenant.toString(), new byte[] {9, 9});

        await().atMost(BOUND).untilAsserted(() -> {
            var found = get(ENTRIES + "?action=quarantined-record.set-aside&target=" + topic);
            assertThat(found.getInt("total")).isPositive();
            assertThat(found.getString("items[0].outcome")).isEqualTo("FAILED");
            assertThat(found.getString("items[0].reason")).isNotBlank();
        });
    }

    private JsonPath gap() {
        var gap = get("/api/v1/audit/gaps?limit=500");
        gap.setRootPath("items.find { it.key == '" + tenant + "' }");
        return gap;
    }

    @Test
    void an_entry_is_proven_without_asking_anybody_and_its_parts_open_its_commitments() {
        var event = platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        var found = entry(event);
        var leaf = found.getString("leaf");

        proven(event, leaf);
        var commitments = JsonPath.from(leaf).getMap("commitments", String.class, String.class);
        var openings = found.<Map<String, Map<String, String>>>get("openings");
        assertThat(openings.keySet()).containsExactlyInAnyOrder("actor", "reason", "changes");
        assertThat(commitments.keySet()).isEqualTo(openings.keySet());
        openings.forEach((part, opening) -> {
            var salt = Base64.getUrlDecoder().decode(Objects.requireNonNull(opening.get("salt")));
            var value = Objects.requireNonNull(opening.get("value"));
            assertThat(new Commitment(part, salt, value).text()).isEqualTo(commitments.get(part));
        });
        assertThat(leaf).doesNotContain("of a test").doesNotContain("ACTIVE");
    }

    private static void proven(UUID event, String leaf) {
        var keys = get("/tlog/keys");
        var proof = TlogProof.parse(text(ENTRIES + "/" + event + "/proof"));
        assertThat(new String(proof.extra(), StandardCharsets.UTF_8)).isEqualTo(leaf);
        proof.verified(
                leaf.getBytes(StandardCharsets.UTF_8),
                keys.getString("origin"),
                keys.getList("keys", String.class).stream()
                        .map(VerifierKey::parse)
                        .toList());
    }

    @Test
    void of_an_erased_tenant_nothing_personal_stays_and_every_proof_holds() {
        var before = platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        var leaf = entry(before).getString("leaf");
        platform.asked(tenant, 1, 1, Task.ERASE);

        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(entry(before).getString("entry.erased.at")).isNotNull());
        assertThat(entry(before).getString("entry.erased.certificate")).isNull();
        var certificate = platform.deleted(tenant, 2);
        entry(certificate);

        for (var event : List.of(before, certificate)) {
            var found = entry(event);
            assertThat(found.getString("entry.erased.certificate")).isEqualTo(certificate.toString());
            assertThat(found.getString("entry.reason")).isNull();
            assertThat(found.getList("entry.changes")).isEmpty();
            assertThat(found.getString("entry.actor.id")).isEqualTo("test");
            assertThat(found.getMap("openings")).containsOnlyKeys("actor");
            proven(event, found.getString("leaf"));
        }
        assertThat(entry(before).getString("leaf")).isEqualTo(leaf);
        assertThat(ids(get(ENTRIES + "?text=ACTIVE&tenantId=" + tenant))).isEmpty();
    }

    @Test
    void a_tenants_administrator_sees_his_own_trail_and_no_other() {
        var mine = platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        var theirs = platform.tenant(EventWriter.newId(), 1, TenantStatus.ACTIVE);
        entry(mine);
        entry(theirs);

        assertThat(ids(asTenant(tenant.toString())
                        .get(ENTRIES)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()))
                .containsExactly(mine.toString());
        for (var path : List.of("", "/proof", "/chain")) {
            asTenant(tenant.toString()).get(ENTRIES + "/" + mine + path).then().statusCode(200);
            asTenant(tenant.toString())
                    .get(ENTRIES + "/" + theirs + path)
                    .then()
                    .statusCode(404);
        }
        assertThat(ids(asTenant(tenant.toString())
                        .get(ENTRIES + "?action=tenant.changed&actor=test")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()))
                .containsExactly(mine.toString());
        asTenant("nobody").get(ENTRIES).then().statusCode(403);
        as(Role.TENANT_ADMIN).get(ENTRIES).then().statusCode(403);
        as(Role.TENANT_SERVICE).get(ENTRIES).then().statusCode(403);
        asTenant(tenant.toString()).get("/api/v1/audit/gaps").then().statusCode(403);
        given().get(ENTRIES).then().statusCode(401);
    }

    private static io.restassured.specification.RequestSpecification asTenant(String id) {
        return given().auth()
                .oauth2(Environment.current()
                        .tokens()
                        .of(Claims.of(Role.TENANT_ADMIN, "owner").withTenant(id)));
    }

    @Test
    void a_chain_is_told_as_a_tree() {
        var root = platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        platform.answering(root);
        var child = platform.tenant(tenant, 2, TenantStatus.ACTIVE);
        platform.answering(child);
        var grandchild = platform.tenant(tenant, 3, TenantStatus.ACTIVE);
        entry(grandchild);

        var chain = get(ENTRIES + "/" + child + "/chain");

        assertThat(chain.getList("links.entry.eventId"))
                .containsExactly(root.toString(), child.toString(), grandchild.toString());
        assertThat(chain.getList("links.depth")).containsExactly(0, 1, 2);
        assertThat(chain.getList("links.parent")).containsExactly(null, root.toString(), child.toString());
        assertThat(chain.getBoolean("isWhole")).isTrue();
    }

    @Test
    void what_happened_around_a_moment_is_told() {
        var before = platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        entry(before);
        var at = Instant.now();
        var after = platform.tenant(tenant, 2, TenantStatus.ACTIVE);
        entry(after);

        var around = get("/api/v1/audit/around?tenantId=" + tenant + "&at=" + at);

        assertThat(around.getList("before.eventId")).containsExactly(before.toString());
        assertThat(around.getList("after.eventId")).containsExactly(after.toString());
    }

    @Test
    void bad_questions_are_refused() {
        for (var query : List.of(
                "from=yesterday",
                "action=Tenant",
                "action=*",
                "outcome=MAYBE",
                "cursor=abc",
                "cursor=YWZ0ZXIfeA",
                "limit=0",
                "limit=501",
                "tenantId=1",
                "traceId=zz",
                "unknown=1",
                "order=SIDEWAYS")) {
            assertThat(auditor().get(ENTRIES + "?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        auditor().queryParam("text", "((((a* & | !").get(ENTRIES).then().statusCode(200);
        auditor()
                .queryParam("text", "'; drop table entry; --")
                .get(ENTRIES)
                .then()
                .statusCode(200);
        auditor().get(ENTRIES + "/" + UUID.randomUUID()).then().statusCode(404);
        auditor().get("/api/v1/audit/around").then().statusCode(400);
        auditor().get("/api/v1/audit/completeness?from=2020-01-01").then().statusCode(400);
    }

    @Test
    void who_reads_the_trail_stands_in_it() {
        var reader = "reader-" + UUID.randomUUID();
        given().auth()
                .oauth2(Environment.current().tokens().of(Role.AUDITOR, reader))
                .get(ENTRIES + "?limit=1")
                .then()
                .statusCode(200);

        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(get(ENTRIES + "?actor=" + reader).getList("items.action"))
                                .contains("audit-trail.read"));
    }

    private static List<String> ids(JsonPath page) {
        return page.getList("items.eventId", String.class);
    }
}
