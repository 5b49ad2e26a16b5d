package io.centercontrol.dataplane;

import io.centercontrol.dataplane.consumption.Allowance;
import io.centercontrol.dataplane.consumption.OwnUse;
import io.centercontrol.dataplane.consumption.TenantConsumption;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.flag.CopiedFlags;
import io.centercontrol.dataplane.flag.FlagEntry;
import io.centercontrol.dataplane.follow.CheckpointFollower;
import io.centercontrol.dataplane.follow.DigestFollower;
import io.centercontrol.dataplane.follow.Feed;
import io.centercontrol.dataplane.follow.Follower;
import io.centercontrol.dataplane.follow.Lease;
import io.centercontrol.dataplane.follow.Marked;
import io.centercontrol.dataplane.limit.Limiter;
import io.centercontrol.dataplane.limit.Parts;
import io.centercontrol.dataplane.limit.ServiceShares;
import io.centercontrol.dataplane.measure.CallCounter;
import io.centercontrol.dataplane.measure.UseCounter;
import io.centercontrol.dataplane.provision.Provisioner;
import io.centercontrol.dataplane.report.DifferenceWriter;
import io.centercontrol.dataplane.report.MeasuresWriter;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.report.PositionWriter;
import io.centercontrol.dataplane.trail.SeenLog;
import io.centercontrol.dataplane.usage.LiveUsage;
import io.centercontrol.dataplane.view.ConsumptionIndex;
import io.centercontrol.dataplane.view.Defaults;
import io.centercontrol.dataplane.view.EntitlementIndex;
import io.centercontrol.dataplane.view.Index;
import io.centercontrol.dataplane.view.LimitIndex;
import io.centercontrol.dataplane.view.NamedIndex;
import io.centercontrol.dataplane.view.Offer;
import io.centercontrol.dataplane.view.Resolver;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.dataplane.wire.CheckpointReader;
import io.centercontrol.dataplane.wire.ConsumptionReader;
import io.centercontrol.dataplane.wire.DigestReader;
import io.centercontrol.dataplane.wire.EntitlementReader;
import io.centercontrol.dataplane.wire.FlagReader;
import io.centercontrol.dataplane.wire.GovernanceReader;
import io.centercontrol.dataplane.wire.PlanReader;
import io.centercontrol.dataplane.wire.RateLimitReader;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.SharesReader;
import io.centercontrol.dataplane.wire.StateReader;
import io.centercontrol.dataplane.wire.TenantReader;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data plane on real parts: puts the rooms together, and answers from what the followers serve. */
final class LiveDataPlane implements DataPlane {
    private final StateFolder folder;
    private final String service;
    private final Feed feed;
    private final Lease lease;
    private final LiveCopy<Tenant, TenantIndex> tenants;
    private final LiveCopy<Entitlements, EntitlementIndex> entitlements;
    private final LiveCopy<Offer, NamedIndex<Offer>> plans;
    private final LiveCopy<FlagEntry, NamedIndex<FlagEntry>> flags;
    private final LiveCopy<RateLimit, LimitIndex> limits;
    private final LiveCopy<ServiceShares, NamedIndex<ServiceShares>> shares;
    private final LiveCopy<Governance, NamedIndex<Governance>> governance;
    private final LiveCopy<TenantConsumption, ConsumptionIndex> consumption;
    private final List<LiveCopy<?, ?>> copies;
    private final Defaults defaults;
    private final CopiedFlags copiedFlags;
    private final Limiter limiter;
    private final DigestFollower digests;
    private final SeenLog trail;
    private final CheckpointFollower checkpoints;
    private final Outbound outbound;
    private final CallCounter calls = new CallCounter();
    private final MeasuresWriter measures;
    private final OwnUse own;
    private final LiveUsage usage;
    private final PositionWriter positions;
    private final @Nullable Provisioner provisioner;
    /** No monitor: on a JDK before 24 a virtual thread that waits inside one keeps its carrier. */
    private final ReentrantLock closing = new ReentrantLock();

    private boolean closed;

    /** Makes the copies that no lease depends on. */
    private record Unleased(DataPlaneConfig config, StateFolder folder, Feed feed, RegistryClient registry) {
        <V, I extends Index<V>> LiveCopy<V, I> copy(
                Contract.Topic topic, String name, Function<SchemaBook, StateReader<?, V>> reader, Supplier<I> empty) {
            return new LiveCopy<>(config, folder, feed, registry, new Lease(null), topic, name, reader, empty);
        }
    }

    private LiveDataPlane(DataPlaneConfig config, StateFolder folder, @Nullable ProvisioningHandler handler) {
        this.folder = folder;
        service = config.service();
        var registry = new RegistryClient(config.registry(), config.registryCredentials());
        var instanceId = folder.instanceId();
        feed = new Feed(config, instanceId);
        lease = new Lease(config.lease());
        tenants = new LiveCopy<>(
                config,
                folder,
                feed,
                registry,
                lease,
                Contract.TENANTS,
                "tenants",
                TenantReader::new,
                TenantIndex::new);
        var unleased = new Unleased(config, folder, feed, registry);
        entitlements =
                unleased.copy(Contract.ENTITLEMENTS, "entitlements", EntitlementReader::new, EntitlementIndex::new);
        plans = unleased.copy(Contract.PLANS, "plans", PlanReader::new, NamedIndex::new);
        flags = unleased.copy(Contract.FLAGS, "flags", FlagReader::new, NamedIndex::new);
        limits = unleased.copy(Contract.LIMITS, "limits", RateLimitReader::new, LimitIndex::new);
        shares = unleased.copy(Contract.SHARES, "shares", SharesReader::new, NamedIndex::new);
        governance = unleased.copy(Contract.GOVERNANCE, "governance", GovernanceReader::new, NamedIndex::new);
        consumption = unleased.copy(Contract.CONSUMPTION, "consumption", ConsumptionReader::new, ConsumptionIndex::new);
        List<LiveCopy<?, ?>> decided = List.of(tenants, entitlements, plans, flags, limits, shares);
        var compared = Stream.concat(decided.stream(), Stream.of(consumption)).toList();
        copies = Stream.concat(compared.stream(), Stream.of(governance)).toList();
        var uses = new UseCounter();
        copiedFlags = new CopiedFlags(flags::served, this::find, this::entitlements, this::changesOfTenants, uses);
        flags.standing().onMark(copiedFlags::changed);
        copiedFlags.changed();
        limiter = new Limiter(new Parts(instanceId, this::shares), System::nanoTime);
        defaults = new Defaults(config.mostStoresUntilHeard());
        outbound = new Outbound(config, registry, tenants.disk(), instanceId);
        digests = new DigestFollower(
                config,
                instanceId,
                feed,
                new DigestReader(tenants.schemas()),
                compared.stream().<Follower<?, ?>>map(LiveCopy::follower).toList(),
                new DifferenceWriter(config.service(), outbound));
        trail = new SeenLog(folder.file("audit-checkpoint"), config.auditLogKeys());
        checkpoints = new CheckpointFollower(config, feed, new CheckpointReader(tenants.schemas()), trail);
        measures = new MeasuresWriter(service, outbound, uses, calls, InstantSource.system());
        own = new OwnUse(feature -> FeatureNumbers.find(feature) >= 0, System.currentTimeMillis());
        usage = new LiveUsage(
                service, outbound, folder.file("usage"), config.mostUsageBytes(), InstantSource.system(), own);
        positions = new PositionWriter(
                config,
                outbound,
                tenants.standing(),
                // Consumption is derived and told all the time: nobody asks for a proof of it.
                Stream.concat(decided.stream(), Stream.of(governance))
                        .<Marked>map(LiveCopy::standing)
                        .toList(),
                limiter::demand,
                this::beat);
        provisioner = handler == null
                ? null
                : new Provisioner(config, instanceId, handler, tenants.standing(), outbound, tenants.schemas());
    }

    static DataPlane start(DataPlaneConfig config, @Nullable ProvisioningHandler handler) {
        var folder = StateFolder.open(config.stateFolder());
        try {
            var started = new LiveDataPlane(config, folder, handler);
            started.feed.start();
            started.copies.forEach(LiveCopy::start);
            started.digests.start();
            started.checkpoints.start();
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
        var index = tenants.served();
        return index == null ? null : index.find(id);
    }

    @Override
    public @Nullable Tenant findBySlug(String slug) {
        var index = tenants.served();
        return index == null ? null : index.findBySlug(slug);
    }

    @Override
    public @Nullable Tenant findByHost(String host) {
        var index = tenants.served();
        return index == null ? null : index.findByHost(host);
    }

    @Override
    public Resolution resolve(
            @Nullable String host, @Nullable String slug, @Nullable String header, @Nullable String claim) {
        var index = tenants.served();
        return index == null ? new Resolution.NotReady() : Resolver.resolve(index, host, slug, header, claim);
    }

    /** The order of the reads matters: the lease's end, then the tenant, then the clock. {@link Lease} says why. */
    @Override
    public Decision mayServe(TenantId id, Operation operation) {
        var validUntil = lease.validUntil();
        var index = tenants.served();
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
        var index = governance.served();
        return index == null ? null : index.find(GovernanceReader.KEY);
    }

    @Override
    public Entitlements entitlements(TenantId id) {
        var known = tenants.served();
        if (known == null) {
            return Entitlements.NONE;
        }
        var index = entitlements.served();
        var said = index == null ? null : index.find(id);
        if (said != null) {
            return said;
        }
        return TenantIndex.isPresent(known.operations(id)) ? byDefault() : Entitlements.NONE;
    }

    private Entitlements byDefault() {
        var heard = governance();
        var key = heard == null ? null : heard.defaultPlan();
        var index = plans.served();
        var offer = key == null || index == null ? null : index.find(key);
        return defaults.of(heard, offer == null ? null : offer.entitlements());
    }

    @Override
    public long mostStores(TenantId id) {
        return find(id) == null ? 0 : entitlements(id).limit(Entitlements.STORES);
    }

    @Override
    public Check check(TenantId id, String feature, long more) {
        var index = consumption.served();
        var told = index == null ? null : index.find(id);
        return Allowance.check(id, entitlements(id), feature, more, told, own, System.currentTimeMillis());
    }

    @Override
    public Flags flags() {
        return copiedFlags;
    }

    @Override
    public Measures measures() {
        return calls;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private void beat() {
        measures.look();
        usage.look();
    }

    @Override
    public void forEachTenant(Consumer<Tenant> visitor) {
        var index = tenants.served();
        if (index != null) {
            index.forEach(visitor);
        }
    }

    @Override
    public Permit permit(TenantId id, String callClass) {
        var index = limits.served();
        if (index == null) {
            return Permit.UNLIMITED;
        }
        var plan = entitlements(id).plan();
        var limit = index.find(id, plan == null ? null : plan.key(), callClass, System.currentTimeMillis());
        return limiter.take(id, callClass, limit);
    }

    /** Of all that {@link #find} and {@link #entitlements} answer by. */
    private long changesOfTenants() {
        var ofTenants = tenants.served();
        if (ofTenants == null) {
            return -1;
        }
        return ofTenants.changes()
                + changes(entitlements.served())
                + changes(plans.served())
                + changes(governance.served());
    }

    private static long changes(@Nullable Index<?> served) {
        return served == null ? 0 : served.changes();
    }

    private @Nullable ServiceShares shares() {
        var index = shares.served();
        return index == null ? null : index.find(service);
    }

    @Override
    public Status status() {
        var own = tenants.status();
        var others = new LinkedHashMap<String, Status.CopyStatus>();
        copies.stream().skip(1).forEach(copy -> others.put(copy.name(), copy.status()));
        return new Status(
                own.health(),
                own.age(),
                folder.instanceId(),
                own.topicId(),
                own.partitions(),
                own.lag(),
                own.quarantined(),
                own.repairs(),
                own.digests(),
                own.records(),
                lease.length(),
                lease.remaining(),
                notice(own, others),
                others,
                limiter.refused(),
                limiter.wouldBeRefused(),
                measures.untold(),
                trailStatus(),
                usage.status());
    }

    private Status.TrailStatus trailStatus() {
        var standing = trail.standing();
        return new Status.TrailStatus(standing.size(), standing.refused(), standing.refusals(), standing.unproven());
    }

    /** The tenants' word comes first: without them nothing is served. */
    private static String notice(Status.CopyStatus tenants, Map<String, Status.CopyStatus> others) {
        if (!tenants.notice().isEmpty()) {
            return tenants.notice();
        }
        return others.entrySet().stream()
                .filter(other -> !other.getValue().notice().isEmpty())
                .map(other -> other.getKey() + ": " + other.getValue().notice())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                stop();
            }
        } finally {
            closing.unlock();
        }
    }

    /** The order matters: nothing is served any more before the last position says so. */
    private void stop() {
        if (provisioner != null) {
            provisioner.close();
        }
        digests.close();
        checkpoints.close();
        copies.forEach(LiveCopy::stopFollowing);
        feed.close();
        copies.forEach(copy -> copy.standing().stopServing());
        positions.close();
        measures.close();
        usage.close();
        outbound.close();
        copies.forEach(LiveCopy::close);
        folder.close();
    }
}
