package io.centercontrol.flags.authoring.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lists of names in requests, in which null has no place. */
final class Names {
    private Names() {}

    static SortedSet<String> of(String pointer, @Nullable Collection<@Nullable String> given) {
        var names = new TreeSet<String>();
        for (var name : given == null ? Set.<@Nullable String>of() : given) {
            if (name == null) {
                throw Refusal.Invalid.of(pointer, "WRONG_TYPE", "The list must hold texts, and null is none.")
                        .asException();
            }
            names.add(name);
        }
        return names;
    }

    static SortedSet<TenantId> tenants(@Nullable Collection<@Nullable String> given) {
        var tenants = new TreeSet<TenantId>();
        of("/tenants", given).forEach(tenant -> tenants.add(tenant(tenant)));
        return tenants;
    }

    static TenantId tenant(String id) {
        return new TenantId(Parameters.uuid("tenants", id));
    }
}
