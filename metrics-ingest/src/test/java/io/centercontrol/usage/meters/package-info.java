@NullMarked
package io.centercontrol.usage.meters;

import org.jspecify.annotations.NullMarked;
