/** What is on offer: features, plans and add-ons in versions. Owns them, and says what it decides. */
@NullMarked
package io.centercontrol.plans.catalog;

import org.jspecify.annotations.NullMarked;
