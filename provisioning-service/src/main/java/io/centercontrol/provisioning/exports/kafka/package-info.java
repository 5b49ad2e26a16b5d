/** The Kafka door: what the platform's limits say of exports. */
@NullMarked
package io.centercontrol.provisioning.exports.kafka;

import org.jspecify.annotations.NullMarked;
