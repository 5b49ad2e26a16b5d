/**
 * Words that every service means in the same way. Pure values: nothing here reads a clock, a file or the network.
 *
 * <p>Imports {@code java.*} and JSpecify only. A word enters when three services use it.
 */
@NullMarked
package io.centercontrol.kernel;

import org.jspecify.annotations.NullMarked;
