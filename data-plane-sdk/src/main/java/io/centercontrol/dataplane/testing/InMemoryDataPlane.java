package io.centercontrol.dataplane.testing;

import io.centercontrol.dataplane.Check;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Decision;
import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Erased;
import io.centercontrol.dataplane.Flags;
import io.centercontrol.dataplane.Governance;
import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.Measures;
import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.Permit;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.RateLimit;
import io.centercontrol.dataplane.Resolution;
import io.centercontrol.dataplane.Status;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.consumption.Allowance;
import io.centercontrol.dataplane.flag.CopiedFlags;
import io.centercontrol.dataplane.flag.FlagEntry;
import io.centercontrol.dataplane.limit.Limiter;
import io.centercontrol.dataplane.limit.Parts;
import io.centercontrol.dataplane.measure.CallCounter;
import io.centercontrol.dataplane.measure.CallMinute;
import io.centercontrol.dataplane.measure.FlagUse;
import io.centercontrol.dataplane.measure.UseCounter;
import io.centercontrol.dataplane.view.Changes;
import io.centercontrol.dataplane.view.Defaults;
import io.centercontrol.dataplane.view.LimitIndex;
import io.centercontrol.dataplane.view.NamedIndex;
import io.centercontrol.dataplane.view.Resolver;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.kernel.TenantId;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A data plane that knows what a test tells it. Held to the same contract test as the live one.
 *
 * <pre>{@code
 * var plane = new InMemoryDataPlane();
 * var shop = plane.put(SampleTenant.active("acme"));
 * plane.suspend(shop.id(), "unpaid");
 * plane.mayServe(shop.id(), Operation.LOGIN); // OPERATION_NOT_ALLOWED
 *
 * plane.entitle(shop.id(), SampleEntitlements.of("basic").limit("products", 100).build());
 * plane.entitlements(shop.id()).check("products", 100); // LIMIT_REACHED
 *
 * plane.entitle(shop.id(), SampleEntitlements.of("basic").meter("orders", 50, Period.MONTH).build());
 * plane.used(shop.id(), "orders", 49);
 * plane.usage().record(shop.id(), "orders", 1, Map.of(), "o-1");
 * plane.check(shop.id(), "orders"); // LIMIT_REACHED
 * }</pre>
 *
 * <p>A {@code check} of entitlements is as exact as the application's own locked count, here as in production: it judges the number
 * that it is given, and counts nothing itself. That of the plane is by what is said here to be {@link #used}, and what is counted and
 * recorded after that, each once: the doubt of a few seconds that the live one has is not played.
 */
public final class InMemoryDataPlane implements DataPlane {
    private final TenantIndex index = new TenantIndex();
    private final ConcurrentHashMap<TenantId, Entitlements> entitlements = new ConcurrentHashMap<>();
    private final Defaults defaults = new Defaults(1);
    private final LimitIndex limits = new LimitIndex();
    private final AtomicLong nanosAhead = new AtomicLong();
    private final Limiter limiter =
            new Limiter(new Parts("in-memory", () -> null), () -> System.nanoTime() + nanosAhead.get());
    private final NamedIndex<FlagEntry> flags = new NamedIndex<>();
    private final UseCounter uses = new UseCounter();
    private final CopiedFlags copiedFlags = new CopiedFlags(
            () -> isReady() ? flags : null, this::find, this::entitlements, this::changesOfTenants, uses);
    private final CallCounter calls = new CallCounter();
    private final RecordedUsage usage = new RecordedUsage();
    private final ToldUse told = new ToldUse(usage);
    private final AtomicLong versions = new AtomicLong();
    private final Changes said = new Changes();
    private volatile @Nullable Entitlements defaultPlan;
    private volatile Health health = Health.READY;
    private volatile Duration age = Duration.ZERO;
    private volatile @Nullable Duration lease;
    private volatile boolean leaseRanOut;
    private volatile @Nullable Governance governance;
    private volatile boolean closed;

    /** Makes the tenant known as it is given, if it is newer than what is known of it; returns it. */
    public Tenant put(Tenant tenant) {
        var known = index.find(tenant.id());
        if (known == null || tenant.version() >= known.version()) {
            index.put(tenant);
        }
        return tenant;
    }

    /** Makes the tenant unknown, as a purge does. */
    public void remove(TenantId id) {
        index.remove(id);
    }

    /** The tenant's next version: suspended, with nothing but reading and exporting allowed. */
    public Tenant suspend(TenantId id, String reason) {
        return change(id, "SUSPENDED", reason, Set.of(Operation.BACKOFFICE_READ, Operation.EXPORT));
    }

    /** The tenant's next version: active, with everything allowed. */
    public Tenant reinstate(TenantId id) {
        return change(id, "ACTIVE", null, Set.of(Operation.values()));
    }

    /**
     * The tenant's next version with another status and other operations.
     *
     * @throws IllegalArgumentException when the tenant is not known
     */
    public Tenant change(TenantId id, String status, @Nullable String reason, Set<Operation> allowed) {
        return change(id, status, reason, allowed, false);
    }

    private Tenant change(TenantId id, String status, @Nullable String reason, Set<Operation> allowed, boolean leaves) {
        var before = index.find(id);
        if (before == null) {
            throw new IllegalArgumentException("no tenant " + id + ": put one first");
        }
        var after = new Tenant(
                id,
                before.version() + 1,
                before.slug(),
                before.name(),
                before.kind(),
                status,
                reason,
                allowed,
                before.ready(),
                leaves || before.leaving(),
                before.hosts(),
                before.locale(),
                before.timeZone(),
                before.currency(),
                before.contacts(),
                before.primaryDomain(),
                before.region(),
                before.labels(),
                before.createdAt(),
                before.updatedAt(),
                before.domains());
        index.put(after);
        return after;
    }

    /**
     * Plays the first half of a deletion: the tenant's next version is EXPORTING, nothing is allowed any more, and the
     * handler is asked for its export. Returns what the platform would get.
     */
    public byte[] export(TenantId id, ProvisioningHandler handler) throws Exception {
        change(id, "EXPORTING", "deleted", Set.of(), true);
        var written = new ByteArrayOutputStream();
        handler.export(id, written);
        return written.toByteArray();
    }

    /**
     * Plays the second half, with or without the first: the handler is asked to erase. Returns what it says is left.
     *
     * @throws IllegalStateException when the tenant may still be served; the live one refuses that too
     */
    public Erased erase(TenantId id, ProvisioningHandler handler) throws Exception {
        var known = index.find(id);
        if (known != null && !known.allowed().isEmpty()) {
            throw new IllegalStateException("tenant " + id + " may still be served");
        }
        return handler.erase(id);
    }

    /**
     * Plays that the service serves a living tenant no more, and is to erase what it holds. Returns what it says is left.
     *
     * @throws IllegalArgumentException when the tenant is not known, or is being deleted; the live one refuses that too
     */
    public Erased leave(TenantId id, ProvisioningHandler handler) throws Exception {
        var known = index.find(id);
        if (known == null || known.leaving()) {
            throw new IllegalArgumentException("no tenant " + id + " that lives: put one first");
        }
        return handler.leave(known);
    }

    /** Says how good the copy is; with {@link Health#NOT_READY} everything is refused. */
    public void health(Health said, Duration ageOfData) {
        health = said;
        age = ageOfData;
    }

    /** Takes a lease; {@code ranOut} says whether log-ins and orders are refused. */
    public void lease(Duration length, boolean ranOut) {
        lease = length;
        leaseRanOut = ranOut;
    }

    /** Changes the most stores of a tenant, as the platform's next version of its limits does. */
    public Governance mostStores(long most) {
        var before = governance;
        var after = new Governance(
                before == null ? 1 : before.version() + 1,
                most,
                Instant.now(),
                before == null ? null : before.defaultPlan());
        governance = after;
        said.made();
        return after;
    }

    /** Makes this the platform's word on what a tenant is entitled to, in place of what it was; returns it. */
    public Entitlements entitle(TenantId id, Entitlements granted) {
        entitlements.put(id, granted);
        said.made();
        return granted;
    }

    /** Takes the platform's word on a tenant back, as a purge does: the default holds again. */
    public void removeEntitlements(TenantId id) {
        entitlements.remove(id);
        said.made();
    }

    /**
     * Makes this the platform's word on what a tenant has used: of a meter in its present period, of a limit now. All that was counted
     * and recorded so far is in it.
     *
     * @throws IllegalArgumentException when the tenant is granted no such meter or limit
     */
    public void used(TenantId id, String feature, long used) {
        told.tell(id, entitlements(id).find(feature), used);
    }

    /** Takes the platform's word on what a tenant has used back, as if nothing had ever been told. */
    public void removeUsed(TenantId id) {
        told.remove(id);
    }

    /** Says what the default plan offers to tenants on which there is no word; null for no default plan. */
    public void defaultPlan(@Nullable Entitlements offer) {
        defaultPlan = offer;
        said.made();
    }

    /**
     * Makes this the platform's definition of a flag, in place of what it was.
     *
     * @param definition flagd's flag definition, as JSON text
     * @throws io.centercontrol.evaluation.InvalidDefinition when it makes no sense, with all that is wrong with it
     */
    public void flag(String key, String definition) {
        flags.put(key, versions.incrementAndGet(), new FlagEntry(key, definition, false));
        copiedFlags.changed();
    }

    /** Turns a boolean flag on or off for everybody. */
    public void flag(String key, boolean on) {
        flag(
                key,
                "{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"%s\"}"
                        .formatted(on ? "on" : "off"));
    }

    /** Takes a flag away, as archiving it does: the caller's own fallback counts. */
    public void removeFlag(String key) {
        flags.remove(key);
        copiedFlags.changed();
    }

    /** The calls that were counted since this was asked last, as the live one would tell of them. */
    public List<CallMinute> callsCounted() {
        calls.end(Instant.now().truncatedTo(ChronoUnit.MINUTES));
        return calls.take();
    }

    /** The questions for flags that were counted since this was asked last, as the live one would tell of them. */
    public List<FlagUse> flagsAsked() {
        return uses.take().uses();
    }

    @Override
    public Measures measures() {
        return calls;
    }

    @Override
    public Check check(TenantId id, String feature, long more) {
        return Allowance.check(id, entitlements(id), feature, more, told.find(id), told, System.currentTimeMillis());
    }

    @Override
    public Flags flags() {
        return copiedFlags;
    }

    @Override
    public RecordedUsage usage() {
        return usage;
    }

    @Override
    public void forEachTenant(Consumer<Tenant> visitor) {
        if (isReady()) {
            index.forEach(visitor);
        }
    }

    /** Makes this the platform's word on what it limits, in place of what it was; returns it. */
    public RateLimit limit(RateLimit limit) {
        limits.put(
                (limit.tenant() == null ? "plan/" + limit.plan() : "tenant/" + limit.tenant()) + "/"
                        + limit.callClass(),
                versions.incrementAndGet(),
                limit);
        return limit;
    }

    /** Lets time go by for the rate limits, and for nothing else. */
    public void pass(Duration time) {
        nanosAhead.addAndGet(time.toNanos());
    }

    @Override
    public Permit permit(TenantId id, String callClass) {
        if (!isReady()) {
            return Permit.UNLIMITED;
        }
        var plan = entitlements(id).plan();
        return limiter.take(
                id,
                callClass,
                limits.find(id, plan == null ? null : plan.key(), callClass, System.currentTimeMillis()));
    }

    @Override
    public @Nullable Governance governance() {
        return governance;
    }

    @Override
    public Entitlements entitlements(TenantId id) {
        if (!isReady()) {
            return Entitlements.NONE;
        }
        var said = entitlements.get(id);
        if (said != null) {
            return said;
        }
        return index.find(id) == null ? Entitlements.NONE : defaults.of(governance, defaultPlan);
    }

    @Override
    public long mostStores(TenantId id) {
        return find(id) == null ? 0 : entitlements(id).limit(Entitlements.STORES);
    }

    @Override
    public @Nullable Tenant find(TenantId id) {
        return isReady() ? index.find(id) : null;
    }

    @Override
    public @Nullable Tenant findBySlug(String slug) {
        return isReady() ? index.findBySlug(slug) : null;
    }

    @Override
    public @Nullable Tenant findByHost(String host) {
        return isReady() ? index.findByHost(host) : null;
    }

    @Override
    public Resolution resolve(
            @Nullable String host, @Nullable String slug, @Nullable String header, @Nullable String claim) {
        return isReady() ? Resolver.resolve(index, host, slug, header, claim) : new Resolution.NotReady();
    }

    @Override
    public Decision mayServe(TenantId id, Operation operation) {
        if (!isReady()) {
            return Decision.NOT_READY;
        }
        var operations = index.operations(id);
        if (!TenantIndex.isPresent(operations)) {
            return Decision.TENANT_UNKNOWN;
        }
        if (!TenantIndex.allows(operations, operation)) {
            return Decision.OPERATION_NOT_ALLOWED;
        }
        return operation.leased() && leaseRanOut ? Decision.LEASE_EXPIRED : Decision.ALLOWED;
    }

    @Override
    public Status status() {
        var ready = isReady();
        var length = lease;
        return new Status(
                ready ? health : Health.NOT_READY,
                ready ? age : null,
                "in-memory",
                ready ? "in-memory" : null,
                List.of(),
                0,
                0,
                0,
                new Status.DigestStatus(0, 0, 0, 0),
                ready ? index.size() : 0,
                length,
                length == null ? null : leaseRanOut ? Duration.ZERO : length,
                "",
                Map.of(
                        "entitlements", copyStatus(entitlements.size()),
                        "plans", copyStatus(defaultPlan == null ? 0 : 1),
                        "flags", copyStatus(flags.size()),
                        "limits", copyStatus(limits.size()),
                        "shares", copyStatus(0),
                        "consumption", copyStatus(told.size())),
                limiter.refused(),
                limiter.wouldBeRefused(),
                0,
                new Status.TrailStatus(0, "", 0, 0),
                Status.UsageStatus.NONE);
    }

    private Status.CopyStatus copyStatus(int records) {
        var ready = isReady();
        return new Status.CopyStatus(
                ready ? health : Health.NOT_READY,
                ready ? age : null,
                ready ? "in-memory" : null,
                List.of(),
                0,
                0,
                0,
                new Status.DigestStatus(0, 0, 0, 0),
                ready ? records : 0,
                "");
    }

    private long changesOfTenants() {
        return isReady() ? index.changes() + said.number() : -1;
    }

    private boolean isReady() {
        return !closed && health != Health.NOT_READY;
    }

    @Override
    public void close() {
        closed = true;
    }
}
