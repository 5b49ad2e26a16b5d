@NullMarked
package io.centercontrol.usage.consumption.kafka;

import org.jspecify.annotations.NullMarked;
