@NullMarked
package io.centercontrol.wire;

import org.jspecify.annotations.NullMarked;
