/**
 * The terms that hold for the whole platform: how many tenants there may be, which names nobody gets, how long things wait,
 * which plan a tenant has by default.
 *
 * <p><b>Owns</b> governance, one aggregate, and the count of tenants that its limits are held to. <b>Says</b> {@code
 * cc.governance.v1}, key {@code platform}. <b>Hears</b> nothing. <b>Does not own</b> the tenants: who registers one asks
 * for {@link io.centercontrol.governance.Admission}.
 *
 * <p>The hall: one verb a file.
 */
@NullMarked
package io.centercontrol.governance;

import org.jspecify.annotations.NullMarked;
