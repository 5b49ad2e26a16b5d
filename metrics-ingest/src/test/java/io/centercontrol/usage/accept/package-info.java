@NullMarked
package io.centercontrol.usage.accept;

import org.jspecify.annotations.NullMarked;
