@NullMarked
package io.centercontrol.chaos.faults;

import org.jspecify.annotations.NullMarked;
