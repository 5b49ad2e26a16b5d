package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.Hint;
import io.centercontrol.dataplane.Resolution;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the one tenant that all hints of a request lead to. */
public final class Resolver {
    private final TenantIndex index;
    private final Map<Hint, String> given = new EnumMap<>(Hint.class);
    private @Nullable TenantId agreed;
    private @Nullable Resolution refusal;
    private boolean contradicted;

    private Resolver(TenantIndex index) {
        this.index = index;
    }

    /** As {@link io.centercontrol.dataplane.DataPlane#resolve}, over one copy. */
    public static Resolution resolve(
            TenantIndex index,
            @Nullable String host,
            @Nullable String slug,
            @Nullable String header,
            @Nullable String claim) {
        var resolver = new Resolver(index);
        if (host != null) {
            resolver.named(Hint.HOST, host, index.findByHost(host));
        }
        if (slug != null) {
            resolver.named(Hint.SLUG, slug, index.findBySlug(slug));
        }
        if (header != null) {
            resolver.identified(Hint.HEADER, header);
        }
        if (claim != null) {
            resolver.identified(Hint.CLAIM, claim);
        }
        return resolver.answer();
    }

    private void named(Hint hint, String value, @Nullable Tenant found) {
        given.put(hint, value);
        if (found == null) {
            refuse(new Resolution.Unknown(hint, value));
        } else {
            agree(found.id());
        }
    }

    private void identified(Hint hint, String value) {
        given.put(hint, value);
        TenantId id;
        try {
            id = TenantId.parse(value);
        } catch (IllegalArgumentException e) {
            refuse(new Resolution.Malformed(hint, value));
            return;
        }
        agree(id);
        if (index.find(id) == null) {
            refuse(new Resolution.Unknown(hint, value));
        }
    }

    private void agree(TenantId id) {
        if (agreed == null) {
            agreed = id;
        } else if (!agreed.equals(id)) {
            contradicted = true;
        }
    }

    private void refuse(Resolution why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    /** A contradiction is told first: it is one even when one of the two tenants is unknown here. */
    private Resolution answer() {
        if (contradicted) {
            return new Resolution.Contradiction(given);
        }
        if (refusal != null) {
            return refusal;
        }
        if (agreed == null) {
            return new Resolution.NothingGiven();
        }
        var tenant = index.find(agreed);
        return tenant == null
                ? new Resolution.Unknown(
                        given.keySet().iterator().next(),
                        given.values().iterator().next())
                : new Resolution.Resolved(tenant);
    }
}
