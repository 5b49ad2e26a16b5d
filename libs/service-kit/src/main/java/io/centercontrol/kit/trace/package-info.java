/** Traces and log contexts that go on from HTTP to the outbox and from Kafka to the outbox. */
@NullMarked
package io.centercontrol.kit.trace;

import org.jspecify.annotations.NullMarked;
