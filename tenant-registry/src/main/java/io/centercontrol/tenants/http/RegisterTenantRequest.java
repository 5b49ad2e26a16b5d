package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.tenants.RegisterTenant;
import io.centercontrol.tenants.TenantsConfig;
import io.centercontrol.tenants.model.TenantKind;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A registration as it comes in JSON; slug and name are needed, everything else has a default. */
@Schema(requiredProperties = {"slug", "name"})
record RegisterTenantRequest(
        @Nullable String slug,
        @Nullable String name,
        @Nullable TenantKind kind,
        @Nullable String plan,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable String currency,
        @Nullable List<SettingsRequest.@Nullable ContactRequest> contacts,
        @Nullable String primaryDomain,
        @Nullable String region,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable String reason) {

    RegisterTenant.Command toCommand(TenantsConfig config, Caller caller) {
        return toCommand(config, caller.because(Reasons.optional(reason)));
    }

    RegisterTenant.Command toCommand(TenantsConfig config, Cause cause) {
        if (slug == null) {
            throw Refusal.Invalid.of("/slug", "REQUIRED", "A tenant needs a slug.")
                    .asException();
        }
        var settings = new SettingsRequest(name, locale, timeZone, currency, contacts, primaryDomain, region, labels);
        return new RegisterTenant.Command(
                slug, kind == null ? TenantKind.LIVE : kind, plan, settings.complete(config.defaults()), cause);
    }
}
