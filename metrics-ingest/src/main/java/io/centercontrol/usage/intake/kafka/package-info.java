/** The way into the log. */
@NullMarked
package io.centercontrol.usage.intake.kafka;

import org.jspecify.annotations.NullMarked;
