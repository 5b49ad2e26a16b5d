/** Tests of what is on the topics. */
@NullMarked
package io.centercontrol.dataplane.wire;

import org.jspecify.annotations.NullMarked;
