/**
 * How records are read that somebody else wrote: Avro in the Confluent wire format. Owns the one guarded reader, which
 * believes no length before the bytes are there, and the bounds of the schemas that a registry hands out.
 *
 * <p>Plain Java with Avro alone, so that the services and the SDK, which runs in other people's processes, read by the same
 * code. Nothing here is set by system properties.
 */
@NullMarked
package io.centercontrol.wire;

import org.jspecify.annotations.NullMarked;
