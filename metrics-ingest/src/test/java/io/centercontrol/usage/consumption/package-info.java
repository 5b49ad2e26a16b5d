@NullMarked
package io.centercontrol.usage.consumption;

import org.jspecify.annotations.NullMarked;
