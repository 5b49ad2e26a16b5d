/** The Kafka door: what producers tell, and which tenants there are. */
@NullMarked
package io.centercontrol.usage.accept.kafka;

import org.jspecify.annotations.NullMarked;
