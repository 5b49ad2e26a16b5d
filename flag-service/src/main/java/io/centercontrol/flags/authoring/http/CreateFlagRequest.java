package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.CreateFlag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new flag as it comes in JSON.
 *
 * @param key what programs ask for, any text of 1 to 100 characters that can be seen; given once
 * @param kind RELEASE when left away
 * @param lifetimeDays 0 for a flag that is meant to stay; as usual for its kind when left away
 * @param offVariant may be left away for a boolean flag with a variant that is false
 */
@Schema(requiredProperties = {"key", "name", "owner", "definition"})
record CreateFlagRequest(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable FlagKind kind,
        @Nullable String owner,
        @Nullable Set<@Nullable String> tags,
        @Nullable Boolean sensitive,
        @Nullable Integer lifetimeDays,
        @Nullable JsonText definition,
        @Nullable String offVariant,
        @Nullable String reason) {
    CreateFlag.Command toCommand(Caller caller) {
        var required = new Required();
        var command = new CreateFlag.Command(
                required.text("/key", key), content(required), caller.because(Reasons.optional(reason)));
        required.end();
        return command;
    }

    private FlagContent content(Required required) {
        var of = kind == null ? FlagKind.RELEASE : kind;
        return FlagContent.first(
                required.text("/name", name),
                description == null ? "" : description,
                of,
                required.text("/owner", owner),
                Names.of("/tags", tags),
                Boolean.TRUE.equals(sensitive),
                lifetimeDays == null ? of.usualLifetimeDays() : lifetimeDays,
                required.value("/definition", definition, new JsonText("{}")).text(),
                offVariant);
    }
}
