package io.centercontrol.dataplane;

import io.centercontrol.events.flags.Flag;
import io.centercontrol.events.flags.FlagKind;
import io.centercontrol.events.flags.FlagType;
import io.centercontrol.events.limits.LimitStage;
import io.centercontrol.events.provisioning.Share;
import io.centercontrol.events.provisioning.Shares;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events of flags, rate limits and shares as their owners write them. Every field is set: Quarkus's tests have two Avros. */
public final class FlagEvents {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    private FlagEvents() {}

    /** A boolean flag that is on for all for whom this rule holds. */
    public static String onFor(String rule) {
        return """
                {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                 "targeting": {"if": [%s, "on"]}}""".formatted(rule);
    }

    /** A boolean flag that is on for everybody. */
    public static String on() {
        return withDefault("on");
    }

    /** A boolean flag that is off for everybody. */
    public static String off() {
        return withDefault("off");
    }

    /** A boolean flag that has this default variant, whether there is such a variant or not. */
    public static String withDefault(String variant) {
        return "{\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"" + variant
                + "\"}";
    }

    /** A flag at a version. */
    public static Flag of(String key, long version, String definition) {
        return flag(key, version, definition, false);
    }

    /** A flag that was archived. */
    public static Flag archived(String key, long version) {
        return flag(key, version, off(), true);
    }

    private static Flag flag(String key, long version, String definition, boolean archived) {
        return Flag.newBuilder()
                .setChange(Events.change(key, version, "flag.changed"))
                .setKey(key)
                .setName("Flag " + key)
                .setDescription("")
                .setType(FlagType.BOOLEAN)
                .setKind(FlagKind.RELEASE)
                .setOwner("checkout team")
                .setTags(List.of())
                .setSensitive(false)
                .setStaleAt(null)
                .setDefinition(definition)
                .setAuthored(definition)
                .setOffVariant("off")
                .setKillSwitches(List.of())
                .setTenantOverrides(Map.of())
                .setPlanOverrides(Map.of())
                .setArchived(archived)
                .setUpdatedAt(TIME)
                .build();
    }

    /** A rate limit at a version. */
    public static io.centercontrol.events.limits.RateLimit of(long version, RateLimit limit) {
        var tenant = limit.tenant();
        var id = (tenant == null ? "plan/" + limit.plan() : "tenant/" + tenant) + "/" + limit.callClass();
        return io.centercontrol.events.limits.RateLimit.newBuilder()
                .setChange(Events.change(id, version, "rate-limit.changed"))
                .setId(id)
                .setTenantId(tenant == null ? null : tenant.value())
                .setPlan(limit.plan())
                .setCallClass(limit.callClass())
                .setPermits(limit.permits())
                .setPerSeconds(limit.perSeconds())
                .setBurst(limit.burst())
                .setStage(limit.enforced() ? LimitStage.ENFORCE : LimitStage.SHADOW)
                .setExpiresAt(limit.expiresAt())
                .setRemoved(limit.removed())
                .setUpdatedAt(TIME)
                .build();
    }

    /** How instances part one call. */
    public static Shares shares(
            long version, List<String> instances, TenantId tenant, String callClass, List<Float> parts) {
        return Shares.newBuilder()
                .setChange(Events.change(Platform.SERVICE, version, "shares.changed"))
                .setService(Platform.SERVICE)
                .setInstances(instances)
                .setShares(List.of(new Share(tenant.value(), callClass, parts)))
                .build();
    }
}
