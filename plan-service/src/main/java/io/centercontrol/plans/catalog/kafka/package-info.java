/** The Kafka door: features and plans as Avro on the way out. */
@NullMarked
package io.centercontrol.plans.catalog.kafka;

import org.jspecify.annotations.NullMarked;
