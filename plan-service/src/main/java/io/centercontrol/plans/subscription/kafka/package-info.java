/** The Kafka doors of subscriptions: what is said of entitlements, and what is heard of tenants, governance and provisioning. */
@NullMarked
package io.centercontrol.plans.subscription.kafka;

import org.jspecify.annotations.NullMarked;
