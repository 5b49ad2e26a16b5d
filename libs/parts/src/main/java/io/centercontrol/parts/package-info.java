/**
 * The third-party parts of the stack as separate processes of this machine: PostgreSQL, Kafka, Kafka Connect with
 * Debezium, and the schema registry. Everything binds to loopback.
 *
 * <p>Owns how each part is configured, started, asked whether it is ready, and stopped. Knows no service, no topic and
 * no table. Says and hears nothing.
 */
@NullMarked
package io.centercontrol.parts;

import org.jspecify.annotations.NullMarked;
