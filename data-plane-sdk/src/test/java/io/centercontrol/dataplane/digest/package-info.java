/** Tests of the comparison with the owner's digests. */
@NullMarked
package io.centercontrol.dataplane.digest;

import org.jspecify.annotations.NullMarked;
