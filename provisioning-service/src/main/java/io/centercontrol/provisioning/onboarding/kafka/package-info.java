/** The Kafka door: topics, users and ACLs on the broker, subjects in the registry. */
@NullMarked
package io.centercontrol.provisioning.onboarding.kafka;

import org.jspecify.annotations.NullMarked;
