/** What a rate limit is and how it changes. Pure. */
@NullMarked
package io.centercontrol.flags.limits.model;

import org.jspecify.annotations.NullMarked;
