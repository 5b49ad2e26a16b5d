/** Reads whatever a topic says as something that happened. */
@NullMarked
package io.centercontrol.audit.trail.kafka;

import org.jspecify.annotations.NullMarked;
