/** What there is to sell: features, and plans and add-ons in versions that grant them. Pure. */
@NullMarked
package io.centercontrol.plans.catalog.model;

import org.jspecify.annotations.NullMarked;
