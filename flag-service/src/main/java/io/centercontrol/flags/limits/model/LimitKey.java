package io.centercontrol.flags.limits.model;

import io.centercontrol.kernel.TenantId;

/**
 * Which rate limit.
 *
 * @param callClass what is counted, in the tenant services' own words: {@code checkout}
 */
public record LimitKey(Holder holder, String callClass) {
    /** The aggregate's id: {@code tenant/<id>/<class>} or {@code plan/<key>/<class>}. */
    public String id() {
        return holder.id() + "/" + callClass;
    }

    /**
     * The key that an id was made of.
     *
     * @throws IllegalArgumentException when the text is no such id
     */
    public static LimitKey parse(String id) {
        var parts = id.split("/", -1);
        if (parts.length == 3 && parts[0].equals("tenant")) {
            return new LimitKey(new Holder.OfTenant(TenantId.parse(parts[1])), parts[2]);
        }
        if (parts.length == 3 && parts[0].equals("plan")) {
            return new LimitKey(new Holder.OfPlan(parts[1]), parts[2]);
        }
        throw new IllegalArgumentException("not the id of a rate limit: " + id);
    }
}
