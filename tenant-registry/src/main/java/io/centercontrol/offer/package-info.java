/**
 * Which plans a tenant can be registered with: a local view of what the plan service offers.
 *
 * <p><b>Owns</b> nothing but the view. <b>Says</b> nothing. <b>Hears</b> {@code cc.plans.v1}. <b>Does not own</b> plans, nor
 * which plan a tenant has.
 *
 * <p>The hall: one verb a file. Other halls ask {@link io.centercontrol.offer.KnownPlans}.
 */
@NullMarked
package io.centercontrol.offer;

import org.jspecify.annotations.NullMarked;
