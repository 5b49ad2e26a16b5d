/** The Kafka door: governance as Avro on the way out. */
@NullMarked
package io.centercontrol.governance.kafka;

import org.jspecify.annotations.NullMarked;
