@NullMarked
package io.centercontrol.usage;

import org.jspecify.annotations.NullMarked;
