/**
 * Takes part in provisioning and deletion: hears {@code cc.provisioning.v1} in the service's consumer group, runs the service's
 * handler where this service is awaited, and reports the outcome before it commits. When and how often is tried again is
 * decided by the platform, not here.
 */
@NullMarked
package io.centercontrol.dataplane.provision;

import org.jspecify.annotations.NullMarked;
