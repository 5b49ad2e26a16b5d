/** Avro in the Confluent wire format, with schema ids that outlive an outage of the registry. */
@NullMarked
package io.centercontrol.kit.avro;

import org.jspecify.annotations.NullMarked;
