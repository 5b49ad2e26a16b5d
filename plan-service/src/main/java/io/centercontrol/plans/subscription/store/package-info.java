/** Subscriptions in PostgreSQL. */
@NullMarked
package io.centercontrol.plans.subscription.store;

import org.jspecify.annotations.NullMarked;
