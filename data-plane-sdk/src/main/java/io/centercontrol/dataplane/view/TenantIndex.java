package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.Ascii;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** All tenants of one copy. */
public final class TenantIndex implements Index<Tenant> {
    private final ConcurrentHashMap<TenantId, Tenant> byId = new ConcurrentHashMap<>();
    private final Claims slugs = new Claims();
    private final Claims hosts = new Claims();
    private final OperationTable operations = new OperationTable();
    private final Changes changes = new Changes();

    /** Puts a tenant in, in place of its former version. */
    public synchronized void put(Tenant tenant) {
        var before = byId.put(tenant.id(), tenant);
        operations.put(tenant.id().value(), mask(tenant.allowed()));
        var slug = slugOf(tenant);
        var names = hostsOf(tenant);
        if (before != null) {
            if (!slugOf(before).equals(slug)) {
                slugs.giveUp(slugOf(before), tenant.id());
            }
            hostsOf(before).stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> hosts.giveUp(name, tenant.id()));
        }
        slugs.claim(slug, tenant.id());
        names.forEach(name -> hosts.claim(name, tenant.id()));
        changes.made();
    }

    /** Takes a tenant out; nothing happens when it is not there. */
    public synchronized void remove(TenantId id) {
        operations.remove(id.value());
        var before = byId.remove(id);
        if (before != null) {
            slugs.giveUp(slugOf(before), id);
            hostsOf(before).forEach(name -> hosts.giveUp(name, id));
        }
        changes.made();
    }

    /** The tenant; null when it is not there. */
    public @Nullable Tenant find(TenantId id) {
        return byId.get(id);
    }

    /** The tenant with this slug; null when there is none. */
    public @Nullable Tenant findBySlug(String slug) {
        var name = Ascii.lower(slug);
        return newest(slugs.find(name), tenant -> slugOf(tenant).equals(name) ? tenant.createdAt() : null);
    }

    /** The tenant that this host leads to; null when there is none. */
    public @Nullable Tenant findByHost(String host) {
        var name = Hosts.normalize(host);
        return newest(hosts.find(name), tenant -> claimedAt(tenant, name));
    }

    /**
     * The tenant whose claim is the newest, however they were heard of; of two equally new ones always the same. One that
     * is giving the name up at this moment claims it no more.
     */
    private @Nullable Tenant newest(List<TenantId> claimants, Function<Tenant, @Nullable Instant> claimedAt) {
        if (claimants.size() == 1) {
            return byId.get(claimants.getFirst());
        }
        Tenant newest = null;
        Instant since = Instant.MIN;
        for (var id : claimants) {
            var tenant = byId.get(id);
            if (tenant == null) {
                continue;
            }
            var at = claimedAt.apply(tenant);
            if (at != null && (newest == null || isNewer(at, tenant, since, newest))) {
                newest = tenant;
                since = at;
            }
        }
        return newest;
    }

    private static boolean isNewer(Instant at, Tenant tenant, Instant since, Tenant newest) {
        var compared = at.compareTo(since);
        return compared > 0
                || compared == 0 && tenant.id().toString().compareTo(newest.id().toString()) > 0;
    }

    /** A domain is claimed when it was verified; a host that goes with the slug, when the tenant was made. */
    private static @Nullable Instant claimedAt(Tenant tenant, String host) {
        if (!hostsOf(tenant).contains(host)) {
            return null;
        }
        for (var domain : tenant.domains()) {
            var verifiedAt = domain.verifiedAt();
            if (verifiedAt != null && Hosts.normalize(domain.name()).equals(host)) {
                return verifiedAt;
            }
        }
        return tenant.createdAt();
    }

    /** What the tenant may do, to be asked with {@link #isPresent} and {@link #allows}. */
    public long operations(TenantId id) {
        return operations.find(id.value());
    }

    /** Whether the answer of {@link #operations} is about a tenant that is there. */
    public static boolean isPresent(long operations) {
        return (operations & OperationTable.PRESENT) != 0;
    }

    /** Whether the answer of {@link #operations} has this operation in it. */
    public static boolean allows(long operations, Operation operation) {
        return (operations & 1L << operation.ordinal()) != 0;
    }

    @Override
    public void put(String id, long version, Tenant value) {
        put(value);
    }

    @Override
    public void remove(String id) {
        remove(TenantId.parse(id));
    }

    @Override
    public @Nullable Tenant find(String id) {
        return find(TenantId.parse(id));
    }

    @Override
    public long version(String id) {
        var found = find(id);
        return found == null ? 0 : found.version();
    }

    @Override
    public void versions(ObjLongConsumer<String> visitor) {
        byId.values().forEach(tenant -> visitor.accept(tenant.id().toString(), tenant.version()));
    }

    /** Walks through the tenants. */
    public void forEach(Consumer<Tenant> visitor) {
        byId.values().forEach(visitor);
    }

    @Override
    public long changes() {
        return changes.number();
    }

    @Override
    public int size() {
        return byId.size();
    }

    private static long mask(Set<Operation> allowed) {
        var mask = 0L;
        for (var operation : allowed) {
            mask |= 1L << operation.ordinal();
        }
        return mask;
    }

    private static String slugOf(Tenant tenant) {
        return Ascii.lower(tenant.slug());
    }

    private static Set<String> hostsOf(Tenant tenant) {
        var names = new HashSet<String>();
        tenant.hosts().forEach(host -> names.add(Hosts.normalize(host)));
        return names;
    }
}
