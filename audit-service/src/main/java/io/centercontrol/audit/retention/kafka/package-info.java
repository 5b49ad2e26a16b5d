/** Hears what governance allows. */
@NullMarked
package io.centercontrol.audit.retention.kafka;

import org.jspecify.annotations.NullMarked;
