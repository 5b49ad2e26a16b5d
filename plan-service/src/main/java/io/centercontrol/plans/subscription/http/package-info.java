/** The REST door of subscriptions. */
@NullMarked
package io.centercontrol.plans.subscription.http;

import org.jspecify.annotations.NullMarked;
