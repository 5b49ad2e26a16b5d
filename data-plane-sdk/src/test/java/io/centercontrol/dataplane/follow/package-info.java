/** Tests of the following from within. */
@NullMarked
package io.centercontrol.dataplane.follow;

import org.jspecify.annotations.NullMarked;
