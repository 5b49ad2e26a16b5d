/** What leaves on {@code cc.limits.v1}. */
@NullMarked
package io.centercontrol.flags.limits.kafka;

import org.jspecify.annotations.NullMarked;
