package io.centercontrol.flags.changes.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.flags.authoring.http.Definitions;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a flag shall be, as clients see it. */
record ContentView(
        String name,
        String description,
        FlagKind kind,
        String owner,
        Collection<String> tags,
        boolean sensitive,
        int lifetimeDays,
        JsonNode definition,
        @Nullable String offVariant,
        Map<String, String> tenantOverrides,
        Map<String, String> planOverrides,
        boolean archived) {
    static ContentView of(FlagContent content) {
        var tenants = new TreeMap<String, String>();
        content.tenantOverrides().forEach((tenant, variant) -> tenants.put(tenant.toString(), variant));
        return new ContentView(
                content.name(),
                content.description(),
                content.kind(),
                content.owner(),
                content.tags(),
                content.sensitive(),
                content.lifetimeDays(),
                Definitions.read(content.definition()),
                content.offVariant(),
                tenants,
                content.planOverrides(),
                content.archived());
    }
}
