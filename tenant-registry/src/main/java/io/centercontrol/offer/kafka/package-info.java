/** The Kafka door: what is heard of plans. */
@NullMarked
package io.centercontrol.offer.kafka;

import org.jspecify.annotations.NullMarked;
