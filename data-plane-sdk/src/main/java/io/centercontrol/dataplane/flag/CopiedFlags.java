package io.centercontrol.dataplane.flag;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Flags;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.measure.UseCounter;
import io.centercontrol.dataplane.view.NamedIndex;
import io.centercontrol.evaluation.Flag;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.evaluation.Resolution;
import io.centercontrol.evaluation.ValueType;
import io.centercontrol.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The flags of a copy. */
public final class CopiedFlags implements Flags {
    private final Supplier<@Nullable NamedIndex<FlagEntry>> copy;
    private final KnownTenants tenants;
    private final UseCounter uses;
    private final FlagWatch watch = new FlagWatch();
    private long looked;

    /**
     * Asks for the copy each time.
     *
     * @param copy what is served; null when there is nothing
     * @param changes rises with each change of anything that tenants and entitlements answer by; negative while they have no
     *     answers
     * @param uses where each question is counted
     */
    public CopiedFlags(
            Supplier<@Nullable NamedIndex<FlagEntry>> copy,
            Function<TenantId, @Nullable Tenant> tenants,
            Function<TenantId, Entitlements> entitlements,
            LongSupplier changes,
            UseCounter uses) {
        this.copy = copy;
        this.uses = uses;
        this.tenants = new KnownTenants(tenants, entitlements, changes);
    }

    /** To be called when the copy may have changed; tells those who listen. */
    public synchronized void changed() {
        var index = copy.get();
        if (index == null) {
            return;
        }
        // Read first: what is changed meanwhile is looked at again.
        var now = index.changes();
        if (now != looked) {
            looked = now;
            watch.look(byKey(index));
        }
    }

    @Override
    public boolean isOn(String flag, TenantId tenant, boolean fallback) {
        var found = asked(flag, tenant, ValueType.BOOLEAN);
        return found == null ? fallback : found.booleanOr(fallback);
    }

    @Override
    public String text(String flag, TenantId tenant, String fallback) {
        var found = asked(flag, tenant, ValueType.STRING);
        return found == null ? fallback : found.stringOr(fallback);
    }

    @Override
    public long whole(String flag, TenantId tenant, long fallback) {
        var found = asked(flag, tenant, ValueType.LONG);
        return found == null ? fallback : found.longOr(fallback);
    }

    @Override
    public double number(String flag, TenantId tenant, double fallback) {
        var found = asked(flag, tenant, ValueType.DOUBLE);
        return found == null ? fallback : found.doubleOr(fallback);
    }

    @Override
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    public Map<String, ?> object(String flag, TenantId tenant, Map<String, ?> fallback) {
        var found = asked(flag, tenant, ValueType.OBJECT);
        return found == null ? fallback : (Map<String, ?>) found.objectOr(fallback);
    }

    private @Nullable Resolution asked(String key, TenantId tenant, ValueType type) {
        var flag = wanted(key);
        if (flag == null) {
            return null;
        }
        var found = flag.evaluate(tenants.context(tenant));
        uses.asked(key, found, found.fits(type));
        return found;
    }

    /** A flag that somebody asks for, who is counted when there is no such flag. */
    private @Nullable Flag wanted(String key) {
        var index = copy.get();
        if (index == null) {
            uses.early(key);
            return null;
        }
        var entry = index.find(key);
        var flag = entry == null ? null : entry.flag();
        if (flag == null) {
            uses.missed(key);
        }
        return flag;
    }

    @Override
    public @Nullable Resolution evaluate(String key, @Nullable TenantId tenant, Map<String, ?> attributes) {
        var flag = wanted(key);
        if (flag == null) {
            return null;
        }
        var found = flag.evaluate(context(tenant, attributes));
        uses.asked(key, found, true);
        return found;
    }

    @Override
    public @Nullable Resolution evaluate(String key, FlagContext context, ValueType type) {
        var flag = wanted(key);
        if (flag == null) {
            return null;
        }
        var found = flag.evaluate(context, type);
        uses.asked(key, found, true);
        return found;
    }

    @Override
    public FlagContext context(@Nullable TenantId tenant, Map<String, ?> attributes) {
        if (tenant == null) {
            return FlagContext.of(null, attributes);
        }
        var known = tenants.context(tenant);
        return attributes.isEmpty() ? known : new Attributes(known, attributes);
    }

    @Override
    public @Nullable Flag find(String key) {
        var index = copy.get();
        var entry = index == null ? null : index.find(key);
        return entry == null ? null : entry.flag();
    }

    @Override
    public Collection<Flag> all() {
        var index = copy.get();
        return index == null ? List.of() : byKey(index).values();
    }

    private static Map<String, Flag> byKey(NamedIndex<FlagEntry> index) {
        var flags = new TreeMap<String, Flag>();
        index.forEach((key, entry) -> {
            if (entry.flag() != null) {
                flags.put(key, entry.flag());
            }
        });
        return flags;
    }

    @Override
    public @Nullable String definition(String key) {
        var index = copy.get();
        var entry = index == null ? null : index.find(key);
        return entry == null || entry.flag() == null ? null : entry.definition();
    }

    @Override
    public boolean isReady() {
        return copy.get() != null;
    }

    @Override
    public long stamp() {
        return watch.stamp();
    }

    @Override
    public Subscription onChange(Consumer<Set<String>> listener) {
        return watch.add(listener);
    }
}
