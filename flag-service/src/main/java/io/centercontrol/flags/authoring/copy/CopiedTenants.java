package io.centercontrol.flags.authoring.copy;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.flags.authoring.Everyone;
import io.centercontrol.kernel.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The tenants in this instance's copy, as flags see them in every instance. */
@ApplicationScoped
class CopiedTenants implements Everyone {
    private final DataPlane plane;

    CopiedTenants(DataPlane plane) {
        this.plane = plane;
    }

    /** Without the plans a preview would be a guess. */
    @Override
    public boolean isReady() {
        var status = plane.status();
        return status.health() != Health.NOT_READY && status.entitlements().health() != Health.NOT_READY;
    }

    @Override
    public Optional<Member> find(TenantId id) {
        return Optional.ofNullable(plane.find(id)).map(this::member);
    }

    @Override
    public void each(Consumer<Member> visitor) {
        if (!isReady()) {
            throw Everyone.notReady();
        }
        plane.forEachTenant(tenant -> visitor.accept(member(tenant)));
    }

    private Member member(Tenant tenant) {
        return new Member(tenant.id(), tenant.slug(), plane.flags().context(tenant.id(), Map.of()));
    }
}
