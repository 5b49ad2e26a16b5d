/** Tests of REST doors, made from the description that a running service gives of itself. */
@NullMarked
package io.centercontrol.testkit.doors;

import org.jspecify.annotations.NullMarked;
