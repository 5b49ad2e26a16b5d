/** What comes of all state topics, whatever their types are. */
@NullMarked
package io.centercontrol.integrations.deliveries.kafka;

import org.jspecify.annotations.NullMarked;
