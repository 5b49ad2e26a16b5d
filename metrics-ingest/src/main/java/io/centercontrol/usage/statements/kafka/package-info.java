/** What is heard of tenants, entitlements and plans, and what leaves on {@code cc.billing.v1}. */
@NullMarked
package io.centercontrol.usage.statements.kafka;

import org.jspecify.annotations.NullMarked;
