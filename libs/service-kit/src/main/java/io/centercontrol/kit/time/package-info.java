/** Time and identifiers, given in so that a test can turn them. */
@NullMarked
package io.centercontrol.kit.time;

import org.jspecify.annotations.NullMarked;
