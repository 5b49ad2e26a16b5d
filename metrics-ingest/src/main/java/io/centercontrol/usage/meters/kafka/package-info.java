/** What leaves on {@code cc.meters.v1}. */
@NullMarked
package io.centercontrol.usage.meters.kafka;

import org.jspecify.annotations.NullMarked;
