/** Tests of the copy on disk. */
@NullMarked
package io.centercontrol.dataplane.copy;

import org.jspecify.annotations.NullMarked;
