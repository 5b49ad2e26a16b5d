/** How a service gets to the broker: its log-in, and its own client for questions. */
@NullMarked
package io.centercontrol.kit.kafka;

import org.jspecify.annotations.NullMarked;
