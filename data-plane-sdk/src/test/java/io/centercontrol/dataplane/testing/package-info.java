/** Tests of the double. */
@NullMarked
package io.centercontrol.dataplane.testing;

import org.jspecify.annotations.NullMarked;
