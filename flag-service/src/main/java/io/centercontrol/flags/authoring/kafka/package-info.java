/** The Kafka door: flags and reports as Avro on the way out, what provisioning-service asks for on the way in. */
@NullMarked
package io.centercontrol.flags.authoring.kafka;

import org.jspecify.annotations.NullMarked;
