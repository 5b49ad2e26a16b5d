package com.example.points;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.dataplane.Erased;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import java.io.IOException;
import java.io.OutputStream;

/** What the service does when a tenant comes, changes and leaves. Each of these may be asked for again, and comes to the same. */
record PointsHandler(Points points) implements ProvisioningHandler {
    @Override
    public void provision(Tenant tenant) {
        points.open(tenant.id());
    }

    @Override
    public void update(Tenant tenant) {
        points.open(tenant.id());
    }

    @Override
    public void export(TenantId tenant, OutputStream to) throws IOException {
        to.write(("{\"points\": " + points.of(tenant) + "}\n").getBytes(UTF_8));
    }

    @Override
    public Erased erase(TenantId tenant) {
        points.remove(tenant);
        return Erased.everything();
    }
}
