/**
 * Webhook endpoints: addresses outside of the platform that are told of its events, by the Standard Webhooks specification. Owns
 * them and their secrets, and says what it decides on {@code cc.webhook-endpoints.v1}.
 */
@NullMarked
package io.centercontrol.integrations.endpoints;

import org.jspecify.annotations.NullMarked;
