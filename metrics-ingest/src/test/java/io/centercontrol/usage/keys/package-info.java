@NullMarked
package io.centercontrol.usage.keys;

import org.jspecify.annotations.NullMarked;
