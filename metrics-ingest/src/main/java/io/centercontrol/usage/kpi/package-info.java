/**
 * How tenants do: what all of them did together, who does most and least and who has moved, and how one of them is. Derived from
 * what was counted; owns nothing, says and hears nothing.
 */
@NullMarked
package io.centercontrol.usage.kpi;

import org.jspecify.annotations.NullMarked;
