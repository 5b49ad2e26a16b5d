package io.centercontrol.dataplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.Check;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.DataPlaneContract;
import io.centercontrol.dataplane.Decision;
import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Erased;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.RateLimit;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryDataPlaneTest extends DataPlaneContract {
    private final InMemoryDataPlane plane = new InMemoryDataPlane();

    @Override
    protected DataPlane plane() {
        return plane;
    }

    @Override
    protected void hear(Tenant tenant) {
        plane.put(tenant);
    }

    @Override
    protected void hearPurge(Tenant tenant) {
        plane.remove(tenant.id());
    }

    @Override
    protected void hear(TenantId id, long version, Entitlements said) {
        plane.entitle(id, said);
    }

    @Override
    protected void hearFlag(String key, long version, String definition) {
        plane.flag(key, definition);
    }

    @Override
    protected void hear(long version, RateLimit limit) {
        plane.limit(limit);
    }

    @Override
    protected void hearUsed(TenantId id, long version, Grant grant, long used) {
        plane.used(id, grant.feature(), used);
    }

    @Test
    void turns_flags_and_lets_time_go_by() {
        var shop = plane.put(SampleTenant.active("acme"));
        plane.flag("new-checkout", true);
        assertThat(plane.flags().isOn("new-checkout", shop.id(), false)).isTrue();
        plane.removeFlag("new-checkout");
        assertThat(plane.flags().isOn("new-checkout", shop.id(), false)).isFalse();

        plane.limit(new RateLimit(shop.id(), null, "checkout", 60, 60, 1, true, null, false));
        assertThat(plane.permit(shop.id(), "checkout").allowed()).isTrue();
        assertThat(plane.permit(shop.id(), "checkout").allowed()).isFalse();
        plane.pass(Duration.ofSeconds(1));
        assertThat(plane.permit(shop.id(), "checkout").allowed()).isTrue();
    }

    @Test
    void plays_a_suspension_and_its_end() {
        var shop = plane.put(SampleTenant.active("acme"));
        plane.suspend(shop.id(), "unpaid");
        assertThat(plane.mayServe(shop.id(), Operation.LOGIN)).isEqualTo(Decision.OPERATION_NOT_ALLOWED);
        plane.reinstate(shop.id());
        assertThat(plane.mayServe(shop.id(), Operation.LOGIN)).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void plays_a_deletion() throws Exception {
        var shop = plane.put(SampleTenant.active("acme"));
        var kept = new Erased.Retained("order totals", "table kept_order", null, "tax law");
        ProvisioningHandler handler = new ProvisioningHandler() {
            @Override
            public void provision(Tenant tenant) {}

            @Override
            public void update(Tenant tenant) {}

            @Override
            public void export(TenantId tenant, OutputStream to) throws IOException {
                to.write(7);
            }

            @Override
            public Erased erase(TenantId tenant) {
                return Erased.but(kept);
            }
        };
        assertThatThrownBy(() -> plane.erase(shop.id(), handler)).isInstanceOf(IllegalStateException.class);
        // It leaves this service, and lives on.
        assertThat(plane.leave(shop.id(), handler).kept()).containsExactly(kept);
        assertThat(plane.mayServe(shop.id(), Operation.ORDER)).isEqualTo(Decision.ALLOWED);
        assertThat(plane.export(shop.id(), handler)).containsExactly(7);
        assertThat(plane.mayServe(shop.id(), Operation.EXPORT)).isEqualTo(Decision.OPERATION_NOT_ALLOWED);
        assertThatThrownBy(() -> plane.leave(shop.id(), handler)).isInstanceOf(IllegalArgumentException.class);
        assertThat(plane.erase(shop.id(), handler).kept()).containsExactly(kept);
        plane.remove(shop.id());
        assertThat(plane.erase(shop.id(), handler).kept()).containsExactly(kept);
    }

    @Test
    void plays_a_lease_that_runs_out() {
        var shop = plane.put(SampleTenant.active("acme"));
        plane.lease(Duration.ofSeconds(10), true);
        assertThat(plane.mayServe(shop.id(), Operation.ORDER)).isEqualTo(Decision.LEASE_EXPIRED);
        assertThat(plane.mayServe(shop.id(), Operation.BACKOFFICE_READ)).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void plays_a_stale_copy_and_none() {
        var shop = plane.put(SampleTenant.active("acme"));
        plane.health(Health.STALE, Duration.ofHours(3));
        assertThat(plane.mayServe(shop.id(), Operation.ORDER)).isEqualTo(Decision.ALLOWED);
        assertThat(plane.status().age()).isEqualTo(Duration.ofHours(3));
        plane.health(Health.NOT_READY, Duration.ZERO);
        assertThat(plane.mayServe(shop.id(), Operation.EXPORT)).isEqualTo(Decision.NOT_READY);
    }

    @Test
    void a_tenant_on_which_there_is_no_word_has_the_default_plan() {
        try (var plane = new InMemoryDataPlane()) {
            var tenant = plane.put(SampleTenant.active("acme"));
            assertThat(plane.entitlements(tenant.id()).check("loyalty", 0).reason())
                    .isEqualTo(Check.Reason.NO_ENTITLEMENTS);
            assertThat(plane.entitlements(tenant.id()).limit("stores")).isEqualTo(1);
            plane.mostStores(3);
            plane.defaultPlan(SampleEntitlements.of("basic").on("loyalty").build());
            assertThat(plane.entitlements(tenant.id()).isOn("loyalty")).isTrue();
            assertThat(plane.entitlements(tenant.id()).isByDefault()).isTrue();
            assertThat(plane.mostStores(tenant.id())).isEqualTo(3);

            plane.entitle(
                    tenant.id(),
                    SampleEntitlements.of("standard").limit("stores", 9).build());
            assertThat(plane.mostStores(tenant.id())).isEqualTo(9);
            assertThat(plane.entitlements(tenant.id()).isOn("loyalty")).isFalse();
            plane.removeEntitlements(tenant.id());
            assertThat(plane.mostStores(tenant.id())).isEqualTo(3);
        }
    }

    @Test
    void nobody_is_entitled_to_anything_without_a_tenant_or_a_copy() {
        try (var plane = new InMemoryDataPlane()) {
            assertThat(plane.entitlements(SampleTenant.active("nobody").id())).isSameAs(Entitlements.NONE);
            var tenant = plane.put(SampleTenant.active("acme"));
            plane.entitle(
                    tenant.id(), SampleEntitlements.of("basic").on("loyalty").build());
            plane.health(Health.NOT_READY, Duration.ZERO);
            assertThat(plane.entitlements(tenant.id())).isSameAs(Entitlements.NONE);
        }
    }
}
