@NullMarked
package io.centercontrol.usage.meters.kafka;

import org.jspecify.annotations.NullMarked;
