/**
 * Values as they are on the topics: Avro in the Confluent wire format, and the schema registry that knows what a schema
 * id stands for. Turns records into tenants, or says why one is poison.
 */
@NullMarked
package io.centercontrol.dataplane.wire;

import org.jspecify.annotations.NullMarked;
