package io.centercontrol.dataplane;

import io.centercontrol.dataplane.copy.CurrentCopy;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.follow.Follower;
import io.centercontrol.dataplane.follow.Lease;
import io.centercontrol.dataplane.follow.Standing;
import io.centercontrol.dataplane.provision.Provisioner;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.report.PositionWriter;
import io.centercontrol.dataplane.view.Resolver;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.TenantReader;
import io.centercontrol.kernel.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data plane on real parts: puts the rooms together, and answers from what the follower serves. */
final class LiveDataPlane implements DataPlane {
    private final StateFolder folder;
    private final CurrentCopy copy;
    private final SchemaBook schemas;
    private final Standing standing;
    private final Lease lease;
    private final Follower follower;
    private final Outbound outbound;
    private final PositionWriter positions;
    private final @Nullable Provisioner provisioner;
    private boolean closed;

    private LiveDataPlane(DataPlaneConfig config, StateFolder folder, @Nullable ProvisioningHandler handler) {
        this.folder = folder;
        copy = new CurrentCopy(folder);
        var registry = new RegistryClient(config.registry(), config.registryCredentials());
        schemas = new SchemaBook(registry, copy);
        lease = new Lease(config.lease());
        standing = new Standing(lease, config.staleAfter());
        follower = new Follower(config, folder.instanceId(), copy, new TenantReader(schemas), standing);
        outbound = new Outbound(config, registry, copy, folder.instanceId());
        positions = new PositionWriter(config, outbound, standing);
        provisioner = handler == null
                ? null
                : new Provisioner(config, folder.instanceId(), handler, standing, outbound, schemas);
    }

    static DataPlane start(DataPlaneConfig config, @Nullable ProvisioningHandler handler) {
        var folder = StateFolder.open(config.stateFolder());
        try {
            var started = new LiveDataPlane(config, folder, handler);
            started.follower.start();
            started.positions.start();
            if (started.provisioner != null) {
                started.provisioner.start();
            }
            return started;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public @Nullable Tenant find(TenantId id) {
        var index = standing.served();
        return index == null ? null : index.find(id);
    }

    @Override
    public @Nullable Tenant findBySlug(String slug) {
        var index = standing.served();
        return index == null ? null : index.findBySlug(slug);
    }

    @Override
    public @Nullable Tenant findByHost(String host) {
        var index = standing.served();
        return index == null ? null : index.findByHost(host);
    }

    @Override
    public Resolution resolve(
            @Nullable String host, @Nullable String slug, @Nullable String header, @Nullable String claim) {
        var index = standing.served();
        return index == null ? new Resolution.NotReady() : Resolver.resolve(index, host, slug, header, claim);
    }

    /** The order of the reads matters: the lease's end, then the tenant, then the clock. {@link Lease} says why. */
    @Override
    public Decision mayServe(TenantId id, Operation operation) {
        var validUntil = lease.validUntil();
        var index = standing.served();
        if (index == null) {
            return Decision.NOT_READY;
        }
        var operations = index.operations(id);
        if (!TenantIndex.isPresent(operations)) {
            return Decision.TENANT_UNKNOWN;
        }
        if (!TenantIndex.allows(operations, operation)) {
            return Decision.OPERATION_NOT_ALLOWED;
        }
        if (operation.leased() && lease.ranOut(validUntil)) {
            return Decision.LEASE_EXPIRED;
        }
        return Decision.ALLOWED;
    }

    @Override
    public Status status() {
        var index = standing.served();
        var mark = standing.mark();
        return new Status(
                standing.health(),
                standing.age(),
                folder.instanceId(),
                mark == null ? null : mark.topicId(),
                mark == null
                        ? List.of()
                        : mark.partitions().stream()
                                .map(partition ->
                                        new Status.PartitionStatus(partition.partition(), partition.nextOffset()))
                                .toList(),
                standing.lag(),
                mark == null ? 0 : mark.quarantined(),
                standing.repairs(),
                index == null ? 0 : index.size(),
                lease.length(),
                lease.remaining(),
                standing.notice());
    }

    /** The order matters: nothing is served any more before the last position says so. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (provisioner != null) {
            provisioner.close();
        }
        follower.close();
        standing.stopServing();
        positions.close();
        outbound.close();
        schemas.close();
        copy.close();
        folder.close();
    }
}
