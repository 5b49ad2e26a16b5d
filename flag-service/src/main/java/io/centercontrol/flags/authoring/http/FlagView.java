package io.centercontrol.flags.authoring.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.flags.authoring.model.Bucketings;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.authoring.model.FlagType;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flag as clients see it.
 *
 * @param key what programs ask for; given once
 * @param address what stands for its key in paths
 * @param lifetimeDays 0 for a flag that is meant to stay
 * @param definition as its authors wrote it
 * @param bucketing which generation of the hash spreads it, as its definition's metadata says (cc.bucketing); null for one that
 *     this service does not know
 * @param offVariant what a kill switch picks; null for a flag that can have none until one is named
 * @param rollout what a rollout has reached; null while none has reached anybody
 * @param evaluators the shared ones in it, however far
 * @param eventId the event that told of this version
 * @param compiled what its readers evaluate; missing in lists
 * @param staleByAge whether it should be gone by its expected lifetime; missing in the answer to a change
 * @param use how it is used; missing in the answer to a change
 * @param changes after a change: the readable difference
 * @param effects of a dry run: which tenants get another value
 */
record FlagView(
        String key,
        String address,
        String name,
        String description,
        FlagKind kind,
        FlagType type,
        String owner,
        Collection<String> tags,
        boolean sensitive,
        int lifetimeDays,
        @Nullable Instant staleAt,
        JsonNode definition,
        @Nullable Bucketing bucketing,
        @Nullable String offVariant,
        Map<String, String> tenantOverrides,
        Map<String, String> planOverrides,
        List<KillSwitchView> killSwitches,
        @Nullable ShareView rollout,
        Collection<String> evaluators,
        boolean archived,
        long version,
        Instant createdAt,
        Instant updatedAt,
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode compiled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean staleByAge,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UseView use,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldChange> changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EffectsView effects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KillSwitchView killSwitch,
        @JsonInclude(JsonInclude.Include.NON_NULL) EffectsView.@Nullable HitView hit) {
    /** What is known of it by the time that it is looked at. */
    private record Looked(@Nullable UseView use, Instant now) {
        boolean isOld(Flag flag) {
            var end = flag.staleAt();
            return end != null && end.isBefore(now);
        }
    }

    /** In a list. */
    static FlagView listed(Kept<Flag> kept, @Nullable UseView use, Instant now) {
        return of(kept, false, new Looked(use, now), null, null, null, null);
    }

    /** As it stands. */
    static FlagView of(Kept<Flag> kept, @Nullable UseView use, Instant now) {
        return of(kept, true, new Looked(use, now), null, null, null, null);
    }

    /** After a change, dry or not. */
    static FlagView of(Written<Flag> altered, @Nullable EffectsView effects) {
        return of(altered.kept(), true, null, altered.fields(), effects, null, null);
    }

    /** After a kill switch was set, dry or not. */
    static FlagView of(
            Written<Flag> altered,
            @Nullable EffectsView effects,
            KillSwitchView killSwitch,
            EffectsView.@Nullable HitView hit) {
        return of(altered.kept(), true, null, altered.fields(), effects, killSwitch, hit);
    }

    private static FlagView of(
            Kept<Flag> kept,
            boolean whole,
            @Nullable Looked looked,
            @Nullable List<FieldChange> changes,
            @Nullable EffectsView effects,
            @Nullable KillSwitchView killSwitch,
            EffectsView.@Nullable HitView hit) {
        var flag = kept.state();
        var content = flag.content();
        var tenants = new TreeMap<String, String>();
        content.tenantOverrides().forEach((tenant, variant) -> tenants.put(tenant.toString(), variant));
        return new FlagView(
                flag.key(),
                FlagAddress.of(flag.key()).text(),
                content.name(),
                content.description(),
                content.kind(),
                flag.compiled().type(),
                content.owner(),
                content.tags(),
                content.sensitive(),
                content.lifetimeDays(),
                flag.staleAt(),
                Definitions.read(content.definition()),
                Bucketings.of(content.definition()),
                flag.compiled().offVariant(),
                tenants,
                content.planOverrides(),
                flag.killSwitches().stream().map(KillSwitchView::of).toList(),
                ShareView.of(flag.rollout()),
                flag.compiled().uses(),
                content.archived(),
                flag.version(),
                flag.createdAt(),
                flag.updatedAt(),
                kept.eventId(),
                whole ? Definitions.read(flag.compiled().definition()) : null,
                looked == null ? null : looked.isOld(flag),
                looked == null ? null : looked.use,
                changes,
                effects,
                killSwitch,
                hit);
    }
}
