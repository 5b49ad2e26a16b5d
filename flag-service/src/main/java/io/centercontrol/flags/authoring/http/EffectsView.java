package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.Effects;
import io.centercontrol.flags.authoring.Effects.Given;
import io.centercontrol.kernel.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which tenants get another value, as clients see it: all are counted, the first are named. */
public record EffectsView(long total, List<EffectView> tenants) {
    /**
     * One tenant.
     *
     * @param before null when its services' own default counted
     * @param after null when its services' own default counts
     */
    public record EffectView(
            UUID id,
            String slug,
            @Nullable Given before,
            @Nullable Given after) {}

    /** Which tenants a kill switch hits, whatever they got before. */
    record HitView(long total, List<NamedView> tenants, List<String> unknown) {
        static HitView of(Effects.Hit hit) {
            return new HitView(
                    hit.total(),
                    hit.tenants().stream()
                            .map(one -> new NamedView(one.id().value(), one.slug()))
                            .toList(),
                    hit.unknown().stream().map(TenantId::toString).toList());
        }
    }

    /** A tenant by its names. */
    record NamedView(UUID id, String slug) {}

    /** As they are told. */
    public static EffectsView of(Effects effects) {
        return new EffectsView(
                effects.total(),
                effects.tenants().stream()
                        .map(one -> new EffectView(one.id().value(), one.slug(), one.before(), one.after()))
                        .toList());
    }
}
