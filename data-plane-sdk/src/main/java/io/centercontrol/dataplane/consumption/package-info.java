/**
 * What tenants have used of what they are granted: what the platform has told, what this instance has recorded since, and whether
 * more fits.
 */
@NullMarked
package io.centercontrol.dataplane.consumption;

import org.jspecify.annotations.NullMarked;
