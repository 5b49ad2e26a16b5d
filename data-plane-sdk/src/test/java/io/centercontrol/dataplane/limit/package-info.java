/** Tests of the rate limits. */
@NullMarked
package io.centercontrol.dataplane.limit;

import org.jspecify.annotations.NullMarked;
