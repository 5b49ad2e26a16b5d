/** What leaves on {@code cc.webhook-endpoints.v1}. */
@NullMarked
package io.centercontrol.integrations.endpoints.kafka;

import org.jspecify.annotations.NullMarked;
