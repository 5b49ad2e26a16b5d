package io.centercontrol.kit.view;

import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.kernel.TenantId;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * How the records of a state topic are read, whoever hears it: what they are, and what names an aggregate.
 *
 * @param <K> what names an aggregate
 * @param <R> the generated class of the topic's records
 * @param channel the channel's name in a listener's settings
 * @param key reads a record's key; whatever it throws makes the record poison
 * @param keyOf the key that an aggregate has by what it says itself
 */
public record StateTopic<K, R extends SpecificRecord>(
        String channel, Class<R> type, Function<String, K> key, Function<R, K> keyOf) {
    /** Of {@code cc.tenants.v1}. */
    public static final StateTopic<TenantId, Tenant> TENANTS =
            new StateTopic<>(Channel.TENANTS, Tenant.class, TenantId::parse, tenant -> new TenantId(tenant.getId()));

    /** Of {@code cc.governance.v1}. */
    public static final StateTopic<String, Governance> GOVERNANCE = new StateTopic<>(
            Channel.GOVERNANCE,
            Governance.class,
            Function.identity(),
            governance -> governance.getChange().getAggregateId());

    /** Of {@code cc.plans.v1}. */
    public static final StateTopic<String, Plan> PLANS =
            new StateTopic<>(Channel.PLANS, Plan.class, Function.identity(), Plan::getKey);

    /** Of {@code cc.entitlements.v1}. */
    public static final StateTopic<TenantId, Entitlements> ENTITLEMENTS = new StateTopic<>(
            Channel.ENTITLEMENTS,
            Entitlements.class,
            TenantId::parse,
            entitlements -> new TenantId(entitlements.getTenantId()));

    /** Names of channels, as annotations need them. */
    public static final class Channel {
        public static final String TENANTS = "tenants";
        public static final String GOVERNANCE = "governance";
        public static final String PLANS = "plans";
        public static final String ENTITLEMENTS = "entitlements";

        private Channel() {}
    }
}
