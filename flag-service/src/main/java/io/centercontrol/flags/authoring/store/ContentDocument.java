package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.kernel.TenantId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a flag's authors say, as the JSON that is kept of it: in the flag, and in a change request before and after. The
 * definition is a text here, since JSON in JSON would lose the order of its members.
 */
public record ContentDocument(
        String name,
        String description,
        String kind,
        String owner,
        List<String> tags,
        boolean sensitive,
        int lifetimeDays,
        String definition,
        @Nullable String offVariant,
        Map<String, String> tenantOverrides,
        Map<String, String> planOverrides,
        boolean archived) {
    /** The document of a content. */
    public static ContentDocument of(FlagContent content) {
        var tenants = new TreeMap<String, String>();
        content.tenantOverrides().forEach((tenant, variant) -> tenants.put(tenant.toString(), variant));
        return new ContentDocument(
                content.name(),
                content.description(),
                content.kind().name(),
                content.owner(),
                List.copyOf(content.tags()),
                content.sensitive(),
                content.lifetimeDays(),
                content.definition(),
                content.offVariant(),
                tenants,
                content.planOverrides(),
                content.archived());
    }

    /** The content of the document. */
    public FlagContent toContent() {
        var tenants = new TreeMap<TenantId, String>();
        tenantOverrides.forEach((tenant, variant) -> tenants.put(TenantId.parse(tenant), variant));
        return new FlagContent(
                name,
                description,
                FlagKind.valueOf(kind),
                owner,
                new TreeSet<>(tags),
                sensitive,
                lifetimeDays,
                definition,
                offVariant,
                tenants,
                new TreeMap<>(planOverrides),
                archived);
    }
}
