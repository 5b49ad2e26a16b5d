package io.centercontrol.plans.subscription.model;

/**
 * One version of a plan. Published versions never change, so this says all there is to know about what it grants.
 *
 * @param version from 1
 */
public record PlanRef(String plan, int version) {
    @Override
    public String toString() {
        return plan + "/" + version;
    }
}
