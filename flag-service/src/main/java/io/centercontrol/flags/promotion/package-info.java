/**
 * Flags as one flagd document: taken out of one environment, put into another. Owns nothing; changes flags as {@code
 * authoring} does, and proposes changes as {@code changes} does.
 */
@NullMarked
package io.centercontrol.flags.promotion;

import org.jspecify.annotations.NullMarked;
