/** The Kafka door: tenants and reports come in; the bytes of events that leave are made here. */
@NullMarked
package io.centercontrol.provisioning.progress.kafka;

import org.jspecify.annotations.NullMarked;
