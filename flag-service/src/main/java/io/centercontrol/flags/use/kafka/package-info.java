/** The Kafka door. */
@NullMarked
package io.centercontrol.flags.use.kafka;

import org.jspecify.annotations.NullMarked;
