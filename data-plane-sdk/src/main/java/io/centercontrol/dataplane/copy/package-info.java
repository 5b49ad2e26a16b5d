/**
 * The copy on disk: what was applied, durably, and everything else that must survive a restart. Owns the instance's
 * folder and lets one process at a time use it.
 */
@NullMarked
package io.centercontrol.dataplane.copy;

import org.jspecify.annotations.NullMarked;
