package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What every data plane does, the live one and the double. */
public abstract class DataPlaneContract {
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    protected abstract DataPlane plane();

    /** Makes the tenant known, if it is news, and returns when the plane has heard it. */
    protected abstract void hear(Tenant tenant);

    /** Makes the tenant unknown, and returns when the plane has heard it. */
    protected abstract void hearPurge(Tenant tenant);

    /** Makes it known what a tenant is entitled to, and returns when the plane has heard it. */
    protected abstract void hear(TenantId id, long version, Entitlements said);

    /** Makes a flag's definition known; returns when the plane has heard it. */
    protected abstract void hearFlag(String key, long version, String definition);

    /** Makes a rate limit known; returns when the plane has heard it. */
    protected abstract void hear(long version, RateLimit limit);

    /** Makes known what a tenant has used of a grant in its present period; returns when the plane has heard it. */
    protected abstract void hearUsed(TenantId id, long version, Grant grant, long used);

    private Tenant heard(String name) {
        var tenant = SampleTenant.active(name + suffix);
        hear(tenant);
        return tenant;
    }

    @Test
    void finds_a_tenant_by_id_slug_and_host() {
        var tenant = heard("find");
        assertThat(plane().find(tenant.id())).isEqualTo(tenant);
        assertThat(plane().findBySlug(tenant.slug())).isEqualTo(tenant);
        assertThat(plane().findBySlug(tenant.slug().toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(tenant);
        assertThat(plane().findByHost(tenant.slug() + ".localhost")).isEqualTo(tenant);
        assertThat(plane().findByHost(tenant.slug().toUpperCase(java.util.Locale.ROOT) + ".LOCALHOST.:8090"))
                .isEqualTo(tenant);
    }

    @Test
    void knows_nothing_of_others() {
        assertThat(plane().find(new TenantId(UUID.randomUUID()))).isNull();
        assertThat(plane().findBySlug("nobody" + suffix)).isNull();
        assertThat(plane().findByHost("nobody.example")).isNull();
        assertThat(plane().mayServe(new TenantId(UUID.randomUUID()), Operation.LOGIN))
                .isEqualTo(Decision.TENANT_UNKNOWN);
    }

    @Test
    void allows_what_the_platform_allows() {
        var tenant = heard("allow");
        for (var operation : Operation.values()) {
            assertThat(plane().mayServe(tenant.id(), operation)).isEqualTo(Decision.ALLOWED);
        }
        hear(Events.suspended(tenant, "unpaid"));
        assertThat(plane().mayServe(tenant.id(), Operation.LOGIN)).isEqualTo(Decision.OPERATION_NOT_ALLOWED);
        assertThat(plane().mayServe(tenant.id(), Operation.ORDER)).isEqualTo(Decision.OPERATION_NOT_ALLOWED);
        assertThat(plane().mayServe(tenant.id(), Operation.BACKOFFICE_READ)).isEqualTo(Decision.ALLOWED);
        assertThat(plane().mayServe(tenant.id(), Operation.EXPORT)).isEqualTo(Decision.ALLOWED);
        assertThat(plane().find(tenant.id()))
                .extracting(Tenant::status, Tenant::statusReason)
                .containsExactly("SUSPENDED", "unpaid");
    }

    @Test
    void allows_nothing_while_nothing_is_allowed() {
        var tenant = SampleTenant.provisioning("none" + suffix);
        hear(tenant);
        for (var operation : Operation.values()) {
            assertThat(plane().mayServe(tenant.id(), operation)).isEqualTo(Decision.OPERATION_NOT_ALLOWED);
        }
    }

    @Test
    void an_older_version_changes_nothing() {
        var tenant = heard("older");
        var suspended = Events.suspended(Events.at(tenant, 6), "unpaid");
        hear(suspended);
        hear(Events.at(tenant, 5));
        assertThat(plane().find(tenant.id())).isEqualTo(suspended);
        assertThat(plane().mayServe(tenant.id(), Operation.ORDER)).isEqualTo(Decision.OPERATION_NOT_ALLOWED);
    }

    @Test
    void a_moved_tenant_is_found_where_it_is() {
        var tenant = heard("before");
        var moved = Events.moved(tenant, "after" + suffix);
        hear(moved);
        assertThat(plane().findBySlug(tenant.slug())).isNull();
        assertThat(plane().findByHost(tenant.slug() + ".localhost")).isNull();
        assertThat(plane().findByHost("after" + suffix + ".localhost")).isEqualTo(moved);
    }

    @Test
    void a_domain_leads_to_who_verified_it_last_in_whichever_order_that_is_heard() {
        var domain = "xn--bcher-" + suffix + ".example";
        var before = Instant.parse("2026-02-01T00:00:00Z");
        var old = Events.owning(heard("old"), Map.of(domain, before));
        var fresh = Events.owning(heard("fresh"), Map.of(domain, before.plusSeconds(60)));
        hear(old);
        assertThat(plane().findByHost(domain)).isEqualTo(old);
        hear(fresh);
        assertThat(plane().findByHost(domain)).isEqualTo(fresh);
        var again = Events.renamed(old, "Old, and not yet told that it has lost the domain");
        hear(again);
        assertThat(plane().findByHost(domain.toUpperCase(java.util.Locale.ROOT) + ".:443"))
                .as("the newer claim counts, not the later event")
                .isEqualTo(fresh);
        var given = Events.owning(again, Map.of());
        hear(given);
        assertThat(plane().findByHost(domain)).isEqualTo(fresh);
        hear(Events.owning(fresh, Map.of()));
        assertThat(plane().findByHost(domain)).isNull();
    }

    @Test
    void a_domain_in_its_own_letters_is_the_same_domain() {
        var tenant = Events.owning(heard("idn"), Map.of("xn--bcher-kva." + suffix + ".example", Instant.EPOCH));
        hear(tenant);
        assertThat(plane().findByHost("BÜCHER." + suffix + ".example:8443")).isEqualTo(tenant);
        assertThat(plane().resolve("bücher." + suffix + ".example.", null, null, null))
                .isEqualTo(new Resolution.Resolved(tenant));
    }

    @Test
    void a_purged_tenant_is_unknown() {
        var tenant = heard("purge");
        hearPurge(tenant);
        assertThat(plane().mayServe(tenant.id(), Operation.LOGIN)).isEqualTo(Decision.TENANT_UNKNOWN);
        assertThat(plane().findByHost(tenant.slug() + ".localhost")).isNull();
    }

    @Test
    void resolves_by_each_hint_and_by_all() {
        var tenant = heard("resolve");
        var resolved = new Resolution.Resolved(tenant);
        var host = tenant.slug() + ".localhost:8090";
        var id = tenant.id().toString();
        assertThat(plane().resolve(host, null, null, null)).isEqualTo(resolved);
        assertThat(plane().resolve(null, tenant.slug(), null, null)).isEqualTo(resolved);
        assertThat(plane().resolve(null, null, id, null)).isEqualTo(resolved);
        assertThat(plane().resolve(null, null, null, id)).isEqualTo(resolved);
        assertThat(plane().resolve(host, tenant.slug(), id, id)).isEqualTo(resolved);
        assertThat(plane().resolve(null, null, null, null)).isEqualTo(new Resolution.NothingGiven());
    }

    @Test
    void refuses_hints_that_disagree_whichever_two() {
        var one = heard("one");
        var other = heard("other");
        var hints = new String[][] {
            {one.slug() + ".localhost", other.slug() + ".localhost"},
            {one.slug(), other.slug()},
            {one.id().toString(), other.id().toString()},
            {one.id().toString(), other.id().toString()}
        };
        for (var a = 0; a < hints.length; a++) {
            for (var b = a + 1; b < hints.length; b++) {
                var given = new String[4];
                given[a] = hints[a][0];
                given[b] = hints[b][1];
                var found = plane().resolve(given[0], given[1], given[2], given[3]);
                assertThat(found).isInstanceOf(Resolution.Contradiction.class);
                assertThat(((Resolution.Contradiction) found).given().keySet())
                        .containsExactlyInAnyOrder(Hint.values()[a], Hint.values()[b]);
            }
        }
    }

    @Test
    void an_unknown_id_contradicts_a_known_host() {
        var tenant = heard("known");
        var stranger = UUID.randomUUID().toString();
        assertThat(plane().resolve(tenant.slug() + ".localhost", null, stranger, null))
                .isInstanceOf(Resolution.Contradiction.class);
    }

    @Test
    void says_which_hint_is_unknown_or_malformed() {
        var stranger = UUID.randomUUID().toString();
        assertThat(plane().resolve("nobody.example", null, null, null))
                .isEqualTo(new Resolution.Unknown(Hint.HOST, "nobody.example"));
        assertThat(plane().resolve(null, "nobody", null, null)).isEqualTo(new Resolution.Unknown(Hint.SLUG, "nobody"));
        assertThat(plane().resolve(null, null, stranger, null))
                .isEqualTo(new Resolution.Unknown(Hint.HEADER, stranger));
        assertThat(plane().resolve(null, null, null, stranger)).isEqualTo(new Resolution.Unknown(Hint.CLAIM, stranger));
        assertThat(plane().resolve(null, null, "1-1-1-1-1", null))
                .isEqualTo(new Resolution.Malformed(Hint.HEADER, "1-1-1-1-1"));
    }

    @Test
    void a_tenant_is_entitled_to_what_was_said_last() {
        var tenant = heard("entitled");
        assertThat(plane().entitlements(tenant.id()).isByDefault()).isTrue();
        assertThat(plane().mostStores(tenant.id())).isEqualTo(1);
        var basic = SampleEntitlements.of("basic")
                .limit("products", 10)
                .softLimit("staff", 2)
                .off("loyalty")
                .build();
        hear(tenant.id(), 1, basic);
        assertThat(plane().entitlements(tenant.id())).isEqualTo(basic);
        assertThat(plane().mostStores(tenant.id())).isZero();
        assertThat(plane().entitlements(tenant.id()).check("products", 10).plan())
                .isEqualTo(new Entitlements.Plan("basic", 1, "Plan basic"));
        var standard = SampleEntitlements.of("standard")
                .unlimited("products")
                .limit(Entitlements.STORES, 4)
                .on("loyalty")
                .meter("api-calls", 9, Grant.Period.MONTH)
                .build();
        hear(tenant.id(), 2, standard);
        assertThat(plane().entitlements(tenant.id())).isEqualTo(standard);
        assertThat(plane().mostStores(tenant.id())).isEqualTo(4);
    }

    @Test
    void a_flag_is_what_was_said_last_and_rules_see_the_tenant() {
        var tenant = heard("flagged");
        hear(tenant.id(), 1, SampleEntitlements.of("growth").on("loyalty").build());
        var key = "by-plan" + suffix;
        assertThat(plane().flags().isOn(key, tenant.id(), true))
                .as("no such flag")
                .isTrue();
        hearFlag(key, 1, FlagEvents.onFor("{\"==\": [{\"var\": \"plan\"}, \"growth\"]}"));
        assertThat(plane().flags().isOn(key, tenant.id(), false)).isTrue();
        hearFlag(
                key,
                2,
                FlagEvents.onFor(
                        "{\"and\": [{\"==\": [{\"var\": \"tenantId\"}, \"%s\"]}, {\"==\": [{\"var\": \"status\"}, \"%s\"]}, {\"==\": [{\"var\": \"kind\"}, \"%s\"]}, {\"==\": [{\"var\": \"region\"}, \"%s\"]}]}"
                                .formatted(tenant.id(), tenant.status(), tenant.kind(), tenant.region())));
        assertThat(plane().flags().isOn(key, tenant.id(), false)).isTrue();
        hearFlag(key, 3, FlagEvents.onFor("{\"==\": [{\"var\": \"plan\"}, \"other\"]}"));
        assertThat(plane().flags().isOn(key, tenant.id(), true)).isFalse();
        assertThat(plane().flags().evaluate(key, tenant.id(), Map.of("plan", "other")))
                .as("the application cannot say another plan")
                .hasFieldOrPropertyWithValue("value", false);
        assertThat(plane().flags().evaluate(key, new TenantId(UUID.randomUUID()), Map.of("plan", "other")))
                .as("of a tenant that is not known here it can")
                .hasFieldOrPropertyWithValue("value", true);
        assertThat(plane().flags().text(key, tenant.id(), "of another type")).isEqualTo("of another type");
    }

    @Test
    void a_changed_flag_is_told() {
        var key = "told" + suffix;
        var told = new LinkedBlockingQueue<Set<String>>();
        try (var subscription = plane().flags().onChange(told::add)) {
            hearFlag(key, 1, FlagEvents.on());
            Eventually.await("it is told", () -> told.stream().anyMatch(keys -> keys.contains(key)));
        }
        told.clear();
        hearFlag(key, 2, FlagEvents.off());
        assertThat(told).isEmpty();
    }

    @Test
    void a_tenant_is_kept_within_its_rate() {
        var tenant = heard("limited");
        hear(
                tenant.id(),
                1,
                SampleEntitlements.of("plan" + suffix).on("loyalty").build());
        var calls = "calls-" + suffix;
        assertThat(plane().permit(tenant.id(), calls)).isEqualTo(Permit.UNLIMITED);
        hear(1, new RateLimit(null, "plan" + suffix, calls, 1, 3600, 2, true, null, false));
        assertThat(plane().permit(tenant.id(), calls).remaining()).isEqualTo(1);
        assertThat(plane().permit(tenant.id(), calls).allowed()).isTrue();
        assertThat(plane().permit(tenant.id(), calls).reason()).isEqualTo(Permit.Reason.OVER_LIMIT);
        hear(1, new RateLimit(tenant.id(), null, calls, 10, 3600, 5, true, null, false));
        assertThat(plane().permit(tenant.id(), calls).limit())
                .as("its own counts")
                .isEqualTo(10);
        hear(
                2,
                new RateLimit(
                        tenant.id(),
                        null,
                        calls,
                        10,
                        3600,
                        5,
                        true,
                        Instant.now().minusSeconds(1),
                        false));
        assertThat(plane().permit(tenant.id(), calls).limit())
                .as("it has expired")
                .isEqualTo(1);
        hear(2, new RateLimit(null, "plan" + suffix, calls, 1, 3600, 2, true, null, true));
        assertThat(plane().permit(tenant.id(), calls)).as("it was removed").isEqualTo(Permit.UNLIMITED);
    }

    @Test
    void what_is_told_to_be_used_and_what_is_recorded_here_are_held_against_a_grant() {
        var tenant = heard("used");
        var orders = new Grant.Meter("orders", 10, Grant.Period.MONTH);
        var products = new Grant.Limit("products", 5, true);
        hear(
                tenant.id(),
                1,
                SampleEntitlements.of("basic").with(orders).with(products).build());
        assertThat(plane().check(tenant.id(), "orders", 10).allowed()).isTrue();
        assertThat(plane().check(tenant.id(), "orders").asOf()).isNull();
        hearUsed(tenant.id(), 1, orders, 8);
        assertThat(plane().usage().record(tenant.id(), "orders", 1, Map.of(), "used" + suffix))
                .isTrue();
        var check = plane().check(tenant.id(), "orders");
        assertThat(check).extracting(Check::allowed, Check::used, Check::limit).containsExactly(true, 9L, 10L);
        assertThat(check.asOf()).isNotNull();
        assertThat(plane().check(tenant.id(), "orders", 2).reason()).isEqualTo(Check.Reason.LIMIT_REACHED);
        hearUsed(tenant.id(), 2, products, 5);
        assertThat(plane().check(tenant.id(), "products").allowed()).isFalse();
        assertThat(plane().check(new TenantId(UUID.randomUUID()), "orders").reason())
                .isEqualTo(Check.Reason.NO_ENTITLEMENTS);
    }

    @Test
    void nobody_is_entitled_to_anything() {
        assertThat(plane().entitlements(new TenantId(UUID.randomUUID()))).isSameAs(Entitlements.NONE);
    }

    @Test
    void is_ready_and_says_so() {
        heard("status");
        Eventually.await("the plane is ready", () -> plane().status().health() == Health.READY);
        assertThat(plane().status().tenants()).isPositive();
        assertThat(plane().status().age()).isNotNull();
    }

    @Test
    void a_closed_plane_refuses_everything() {
        var tenant = heard("close");
        plane().close();
        assertThat(plane().mayServe(tenant.id(), Operation.EXPORT)).isEqualTo(Decision.NOT_READY);
        assertThat(plane().find(tenant.id())).isNull();
        assertThat(plane().entitlements(tenant.id())).isSameAs(Entitlements.NONE);
        assertThat(plane().resolve(null, tenant.slug(), null, null)).isEqualTo(new Resolution.NotReady());
        assertThat(plane().flags().isReady()).isFalse();
        assertThat(plane().permit(tenant.id(), "any")).isEqualTo(Permit.UNLIMITED);
        assertThat(plane().status().health()).isEqualTo(Health.NOT_READY);
    }
}
