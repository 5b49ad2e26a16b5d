/** The way in from Kafka: nothing is lost, and a poison record does not stop its partition. */
@NullMarked
package io.centercontrol.kit.inbox;

import org.jspecify.annotations.NullMarked;
