/** Tests of the door, on real Kafka and a real registry, and what they share. */
@NullMarked
package io.centercontrol.dataplane;

import org.jspecify.annotations.NullMarked;
