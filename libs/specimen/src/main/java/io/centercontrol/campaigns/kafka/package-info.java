/** The Kafka door: campaigns as Avro on the way out. */
@NullMarked
package io.centercontrol.campaigns.kafka;

import org.jspecify.annotations.NullMarked;
