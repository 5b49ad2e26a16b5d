/**
 * Faults that the product must never have, brought in from outside, each of which must turn the checker red: a checker
 * that finds nothing proves something only if it would have found this.
 */
@NullMarked
package io.centercontrol.chaos.proof;

import org.jspecify.annotations.NullMarked;
