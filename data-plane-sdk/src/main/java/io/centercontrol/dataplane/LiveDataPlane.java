package io.centercontrol.dataplane;

import io.centercontrol.dataplane.copy.CurrentCopy;
import io.centercontrol.dataplane.copy.GovernanceFile;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.follow.DigestFollower;
import io.centercontrol.dataplane.follow.Follower;
import io.centercontrol.dataplane.follow.GovernanceFollower;
import io.centercontrol.dataplane.follow.Lease;
import io.centercontrol.dataplane.follow.Standing;
import io.centercontrol.dataplane.provision.Provisioner;
import io.centercontrol.dataplane.report.DifferenceWriter;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.report.PositionWriter;
import io.centercontrol.dataplane.view.Defaults;
import io.centercontrol.dataplane.view.Resolver;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.dataplane.wire.DigestReader;
import io.centercontrol.dataplane.wire.GovernanceReader;
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
    private final GovernanceFollower limits;
    private final Comparison comparison = new Comparison();
    private final DigestFollower digests;
    private final Outbound outbound;
    private final PositionWriter positions;
    private final @Nullable Provisioner provisioner;
    private final Defaults defaults;
    private boolean closed;

    private LiveDataPlane(DataPlaneConfig config, StateFolder folder, @Nullable ProvisioningHandler handler) {
        this.folder = folder;
        defaults = new Defaults(config.mostStoresUntilHeard());
        copy = new CurrentCopy(folder);
        var registry = new RegistryClient(config.registry(), config.registryCredentials());
        schemas = new SchemaBook(registry, copy);
        lease = new Lease(config.lease());
        standing = new Standing(lease, config.staleAfter());
        var tenants = new TenantReader(schemas);
        follower = new Follower(config, folder.instanceId(), copy, tenants, standing, comparison);
        limits = new GovernanceFollower(
                config, folder.instanceId(), new GovernanceFile(folder), new GovernanceReader(schemas), standing);
        outbound = new Outbound(config, registry, copy, folder.instanceId());
        digests = new DigestFollower(
                config,
                folder.instanceId(),
                new DigestReader(schemas),
                tenants,
                follower,
                comparison,
                new DifferenceWriter(config.service(), outbound));
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
            started.limits.start();
            started.digests.start();
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
    public @Nullable Governance governance() {
        return standing.governance();
    }

    @Override
    public Entitlements entitlements(TenantId id) {
        return find(id) == null ? Entitlements.NONE : defaults.of(standing.governance(), null);
    }

    @Override
    public long mostStores(TenantId id) {
        return find(id) == null ? 0 : entitlements(id).limit(Entitlements.STORES);
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
                digestStatus(),
                index == null ? 0 : index.size(),
                lease.length(),
                lease.remaining(),
                standing.notice());
    }

    private Status.DigestStatus digestStatus() {
        var counts = comparison.counts();
        return new Status.DigestStatus(counts.compared(), counts.mismatches(), counts.healed(), counts.reported());
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
        digests.close();
        follower.close();
        limits.close();
        standing.stopServing();
        positions.close();
        outbound.close();
        schemas.close();
        copy.close();
        folder.close();
    }
}
