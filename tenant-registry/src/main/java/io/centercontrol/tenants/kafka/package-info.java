/** The Kafka door: tenants as Avro on the way out, readiness on the way in. */
@NullMarked
package io.centercontrol.tenants.kafka;

import org.jspecify.annotations.NullMarked;
