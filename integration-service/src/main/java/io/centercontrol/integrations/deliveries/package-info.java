/**
 * What endpoints are told: events of all state topics are heard, kept for those who ask for them, and sent by the Standard Webhooks
 * specification until each was taken or given up; what was sent and answered can be read, and sent again.
 */
@NullMarked
package io.centercontrol.integrations.deliveries;

import org.jspecify.annotations.NullMarked;
