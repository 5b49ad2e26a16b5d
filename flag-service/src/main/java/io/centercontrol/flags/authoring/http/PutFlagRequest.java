package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.ReviseFlag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All of a flag that can be edited at once, as it comes in JSON; its overrides stay as they are. */
@Schema(requiredProperties = {"name", "kind", "owner", "sensitive", "definition"})
record PutFlagRequest(
        @Nullable String name,
        @Nullable String description,
        @Nullable FlagKind kind,
        @Nullable String owner,
        @Nullable Set<@Nullable String> tags,
        @Nullable Boolean sensitive,
        @Nullable Integer lifetimeDays,
        @Nullable JsonText definition,
        @Nullable String offVariant,
        @Nullable Boolean breakGlass,
        @Nullable String reason) {
    ReviseFlag.Command toCommand(String key, @Nullable KnownVersions expectedVersion, Caller caller) {
        var why = Reasons.optional(reason);
        return new ReviseFlag.Command(
                key, edit(), Permit.asked(Boolean.TRUE.equals(breakGlass), why), expectedVersion, caller.because(why));
    }

    private UnaryOperator<FlagContent> edit() {
        var required = new Required();
        var of = required.value("/kind", kind, FlagKind.RELEASE);
        var first = FlagContent.first(
                required.text("/name", name),
                description == null ? "" : description,
                of,
                required.text("/owner", owner),
                Names.of("/tags", tags),
                required.value("/sensitive", sensitive, false),
                lifetimeDays == null ? of.usualLifetimeDays() : lifetimeDays,
                required.value("/definition", definition, new JsonText("{}")).text(),
                offVariant);
        required.end();
        return before -> first.spreadAs(before)
                .withTenantOverrides(before.tenantOverrides())
                .withPlanOverrides(before.planOverrides())
                .withArchived(before.archived());
    }
}
