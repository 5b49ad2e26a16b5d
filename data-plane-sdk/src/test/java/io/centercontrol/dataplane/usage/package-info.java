@NullMarked
package io.centercontrol.dataplane.usage;

import org.jspecify.annotations.NullMarked;
