/** Evaluates the flags of this instance's copy for its tenants. */
@NullMarked
package io.centercontrol.dataplane.flag;

import org.jspecify.annotations.NullMarked;
