package io.centercontrol.flags.keys.http;

import io.centercontrol.flags.keys.IssueSdkKey;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Caller;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new key as it comes in JSON. */
@Schema(requiredProperties = {"name", "scopes", "reason"})
record IssueRequest(
        @Nullable String name,
        @Nullable List<@Nullable Scope> scopes,
        @Nullable List<@Nullable String> tenants,
        @Nullable String expiresAt,
        @Nullable String reason) {
    IssueSdkKey.Command toCommand(Caller caller) {
        var opens = new TreeSet<Scope>();
        for (var scope : scopes == null ? List.<@Nullable Scope>of() : scopes) {
            opens.add(given("/scopes", scope));
        }
        var bound = new TreeSet<TenantId>();
        for (var tenant : tenants == null ? List.<@Nullable String>of() : tenants) {
            bound.add(new TenantId(Parameters.uuid("tenants", given("/tenants", tenant))));
        }
        var end = Parameters.instant("expiresAt", expiresAt);
        return new IssueSdkKey.Command(
                name == null ? "" : name.strip(),
                opens,
                bound,
                end == null ? null : end.truncatedTo(ChronoUnit.MILLIS),
                caller.because(Reasons.required(reason)));
    }

    private static <T> T given(String pointer, @Nullable T value) {
        if (value == null) {
            throw Refusal.Invalid.of(pointer, "REQUIRED", "No null in a list.").asException();
        }
        return value;
    }
}
