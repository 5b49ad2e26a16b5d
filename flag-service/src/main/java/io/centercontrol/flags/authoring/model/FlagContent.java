package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.kernel.TenantId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All of a flag that its authors can edit, in one value: what is proposed, compared, approved and saved as a whole. Kill
 * switches are no part of it, since they are never held up.
 *
 * @param owner who is asked about it
 * @param sensitive whether a change needs another person's approval
 * @param lifetimeDays how long after its creation it should be gone; {@link #STAYS} for a flag that is meant to stay
 * @param definition one flagd flag definition as JSON text; its targeting may refer to shared evaluators
 * @param offVariant what a kill switch picks; null for a boolean flag's variant that is false, and if there is none, for a flag
 *     that can have no kill switch
 * @param tenantOverrides variant by tenant
 * @param planOverrides variant by plan
 * @param archived whether it is no flag to its readers any more
 */
public record FlagContent(
        String name,
        String description,
        FlagKind kind,
        String owner,
        SortedSet<String> tags,
        boolean sensitive,
        int lifetimeDays,
        String definition,
        @Nullable String offVariant,
        SortedMap<TenantId, String> tenantOverrides,
        SortedMap<String, String> planOverrides,
        boolean archived) {
    /** The lifetime of a flag that is meant to stay. */
    public static final int STAYS = 0;

    public FlagContent {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        tenantOverrides = Collections.unmodifiableSortedMap(new TreeMap<>(tenantOverrides));
        planOverrides = Collections.unmodifiableSortedMap(new TreeMap<>(planOverrides));
    }

    /** A flag's first content. */
    public static FlagContent first(
            String name,
            String description,
            FlagKind kind,
            String owner,
            Set<String> tags,
            boolean sensitive,
            int lifetimeDays,
            String definition,
            @Nullable String offVariant) {
        return new FlagContent(
                name,
                description,
                kind,
                owner,
                new TreeSet<>(tags),
                sensitive,
                lifetimeDays,
                definition,
                offVariant,
                new TreeMap<>(),
                new TreeMap<>(),
                false);
    }

    /** The same with what was left open decided: the off variant, where there is one to be had. */
    public FlagContent settled() {
        return offVariant != null
                ? this
                : new FlagContent(
                        name,
                        description,
                        kind,
                        owner,
                        tags,
                        sensitive,
                        lifetimeDays,
                        definition,
                        Definition.read(definition).falseVariant(),
                        tenantOverrides,
                        planOverrides,
                        archived);
    }

    /** Whether a kill switch has something to pick, once it is settled. */
    public boolean canBeKilled() {
        return offVariant != null;
    }

    /** The same, spread by what the content before it was spread by, unless its definition says otherwise. */
    public FlagContent spreadAs(FlagContent before) {
        return new FlagContent(
                name,
                description,
                kind,
                owner,
                tags,
                sensitive,
                lifetimeDays,
                Bucketings.kept(definition, before.definition()),
                offVariant,
                tenantOverrides,
                planOverrides,
                archived);
    }

    /** The same with other overrides of tenants. */
    public FlagContent withTenantOverrides(Map<TenantId, String> overrides) {
        return with(new TreeMap<>(overrides), planOverrides, archived);
    }

    /** The same with one more override of a tenant, or another one. */
    public FlagContent withTenantOverride(TenantId tenant, String variant) {
        return withTenantOverrides(changed(tenantOverrides, map -> {
            map.put(tenant, variant);
            return map;
        }));
    }

    /** The same without a tenant's override. */
    public FlagContent withoutTenantOverride(TenantId tenant) {
        return withTenantOverrides(changed(tenantOverrides, map -> {
            map.remove(tenant);
            return map;
        }));
    }

    /** The same with other overrides of plans. */
    public FlagContent withPlanOverrides(Map<String, String> overrides) {
        return with(tenantOverrides, new TreeMap<>(overrides), archived);
    }

    /** The same with one more override of a plan, or another one. */
    public FlagContent withPlanOverride(String plan, String variant) {
        return withPlanOverrides(changed(planOverrides, map -> {
            map.put(plan, variant);
            return map;
        }));
    }

    /** The same without a plan's override. */
    public FlagContent withoutPlanOverride(String plan) {
        return withPlanOverrides(changed(planOverrides, map -> {
            map.remove(plan);
            return map;
        }));
    }

    /** The same with another default; its definition says nothing else than before. */
    public FlagContent withDefaultVariant(String variant) {
        var members = new LinkedHashMap<>(Definition.read(definition).members());
        members.put("defaultVariant", variant);
        return new FlagContent(
                name,
                description,
                kind,
                owner,
                tags,
                sensitive,
                lifetimeDays,
                Json.write(members),
                offVariant,
                tenantOverrides,
                planOverrides,
                archived);
    }

    /** The same, archived or not. */
    public FlagContent withArchived(boolean isArchived) {
        return with(tenantOverrides, planOverrides, isArchived);
    }

    private FlagContent with(SortedMap<TenantId, String> tenants, SortedMap<String, String> plans, boolean isArchived) {
        return new FlagContent(
                name,
                description,
                kind,
                owner,
                tags,
                sensitive,
                lifetimeDays,
                definition,
                offVariant,
                tenants,
                plans,
                isArchived);
    }

    private static <K> Map<K, String> changed(SortedMap<K, String> before, UnaryOperator<Map<K, String>> change) {
        return change.apply(new TreeMap<>(before));
    }
}
