/** How a service gets to the broker. */
@NullMarked
package io.centercontrol.kit.kafka;

import org.jspecify.annotations.NullMarked;
