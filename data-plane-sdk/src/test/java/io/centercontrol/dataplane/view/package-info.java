/** Tests of the copy in memory. */
@NullMarked
package io.centercontrol.dataplane.view;

import org.jspecify.annotations.NullMarked;
