/** What is heard from {@code cc.entitlements.v1}, and what leaves on {@code cc.consumption.v1}. */
@NullMarked
package io.centercontrol.usage.consumption.kafka;

import org.jspecify.annotations.NullMarked;
