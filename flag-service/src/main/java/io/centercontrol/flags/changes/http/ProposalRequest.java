package io.centercontrol.flags.changes.http;

import io.centercontrol.flags.authoring.http.JsonText;
import io.centercontrol.flags.authoring.model.Bucketings;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.changes.Wish;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a flag, as it comes in JSON: what PUT of the flag takes, its overrides and whether it is archived
 * as well. What is missing stays as it is.
 *
 * @param offVariant an empty text for none: a boolean flag's variant that is false
 * @param tenantOverrides all of them
 * @param planOverrides all of them
 * @param applyAt left away for as soon as somebody approves
 * @param expiresAt left away for 7 days
 */
@Schema(requiredProperties = "reason")
record ProposalRequest(
        @Nullable String name,
        @Nullable String description,
        @Nullable FlagKind kind,
        @Nullable String owner,
        @Nullable Collection<@Nullable String> tags,
        @Nullable Boolean sensitive,
        @Nullable Integer lifetimeDays,
        @Nullable JsonText definition,
        @Nullable String offVariant,
        @Nullable Map<String, @Nullable String> tenantOverrides,
        @Nullable Map<String, @Nullable String> planOverrides,
        @Nullable Boolean archived,
        @Nullable String reason,
        @Nullable String applyAt,
        @Nullable String expiresAt) {
    Wish toWish() {
        var named = tags == null ? null : names(tags);
        var tenants = overrides(
                "tenantOverrides", tenantOverrides, id -> new TenantId(Parameters.uuid("tenantOverrides", id)));
        var plans = overrides("planOverrides", planOverrides, Function.identity());
        return new Wish(
                before -> edited(before, named, tenants, plans),
                Reasons.required(reason),
                time("applyAt", applyAt),
                time("expiresAt", expiresAt));
    }

    private FlagContent edited(
            FlagContent before,
            @Nullable SortedSet<String> named,
            @Nullable SortedMap<TenantId, String> tenants,
            @Nullable SortedMap<String, String> plans) {
        return new FlagContent(
                or(name, before.name()),
                or(description, before.description()),
                or(kind, before.kind()),
                or(owner, before.owner()),
                or(named, before.tags()),
                or(sensitive, before.sensitive()),
                or(lifetimeDays, before.lifetimeDays()),
                definition == null ? before.definition() : Bucketings.kept(definition.text(), before.definition()),
                off(before),
                or(tenants, before.tenantOverrides()),
                or(plans, before.planOverrides()),
                or(archived, before.archived()));
    }

    private @Nullable String off(FlagContent before) {
        if (offVariant == null) {
            return before.offVariant();
        }
        return offVariant.isEmpty() ? null : offVariant;
    }

    private static <T> T or(@Nullable T given, T before) {
        return given == null ? before : given;
    }

    private static SortedSet<String> names(Collection<@Nullable String> tags) {
        var all = new TreeSet<String>();
        for (var tag : tags) {
            if (tag == null) {
                throw wrong("/tags");
            }
            all.add(tag);
        }
        return all;
    }

    private static <K> @Nullable SortedMap<K, String> overrides(
            String name, @Nullable Map<String, @Nullable String> given, Function<String, K> key) {
        if (given == null) {
            return null;
        }
        var all = new TreeMap<K, String>();
        given.forEach((whose, variant) -> {
            if (variant == null) {
                throw wrong("/" + name);
            }
            all.put(key.apply(whose), variant);
        });
        return all;
    }

    private static RuntimeException wrong(String pointer) {
        return Refusal.Invalid.of(pointer, "WRONG_TYPE", "It must hold texts, and null is none.")
                .asException();
    }

    /** As exact as it is kept. */
    private static @Nullable Instant time(String name, @Nullable String given) {
        var time = Parameters.instant(name, given);
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
