@NullMarked
package io.centercontrol.flags.rollouts;

import org.jspecify.annotations.NullMarked;
