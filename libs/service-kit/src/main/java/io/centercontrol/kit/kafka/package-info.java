/** The service's own Kafka client for questions to the brokers. */
@NullMarked
package io.centercontrol.kit.kafka;

import org.jspecify.annotations.NullMarked;
