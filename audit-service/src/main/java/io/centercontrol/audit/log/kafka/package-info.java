/** Checkpoints as events. */
@NullMarked
package io.centercontrol.audit.log.kafka;

import org.jspecify.annotations.NullMarked;
