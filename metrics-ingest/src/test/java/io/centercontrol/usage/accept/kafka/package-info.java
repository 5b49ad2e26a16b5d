@NullMarked
package io.centercontrol.usage.accept.kafka;

import org.jspecify.annotations.NullMarked;
