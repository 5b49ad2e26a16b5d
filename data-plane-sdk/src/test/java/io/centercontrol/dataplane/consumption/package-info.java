/** Tests of what is known of tenants' use. */
@NullMarked
package io.centercontrol.dataplane.consumption;

import org.jspecify.annotations.NullMarked;
