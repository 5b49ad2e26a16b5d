/** What the hall knows of others: this instance's copy of the platform. */
@NullMarked
package io.centercontrol.flags.limits.copy;

import org.jspecify.annotations.NullMarked;
