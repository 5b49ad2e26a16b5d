package io.centercontrol.integrations.endpoints.http;

import io.centercontrol.integrations.endpoints.model.Payload;
import io.centercontrol.integrations.endpoints.model.Terms;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it comes in JSON.
 *
 * @param payload FULL unless said
 * @param ordered false unless said
 */
@Schema(requiredProperties = {"name", "url", "types", "reason"})
record EndpointRequest(
        @Nullable String name,
        @Nullable String url,
        @Nullable List<@Nullable String> types,
        @Nullable List<@Nullable String> tenants,
        @Nullable Payload payload,
        @Nullable Boolean ordered,
        @Nullable String reason) {
    Terms toTerms() {
        var asked = new TreeSet<String>();
        for (var type : types == null ? List.<@Nullable String>of() : types) {
            asked.add(given("/types", type));
        }
        return new Terms(
                name == null ? "" : name.strip(),
                url == null ? "" : url.strip(),
                asked,
                named(),
                payload == null ? Payload.FULL : payload,
                ordered != null && ordered);
    }

    private @Nullable TreeSet<TenantId> named() {
        if (tenants == null) {
            return null;
        }
        var all = new TreeSet<TenantId>();
        for (var tenant : tenants) {
            all.add(new TenantId(Parameters.uuid("tenants", given("/tenants", tenant))));
        }
        return all;
    }

    private static <T> T given(String pointer, @Nullable T value) {
        if (value == null) {
            throw Refusal.Invalid.of(pointer, "REQUIRED", "There must be one, and no null in a list.")
                    .asException();
        }
        return value;
    }
}
