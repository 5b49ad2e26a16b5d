/**
 * Judges a history. Pure: the same history gets the same verdict wherever and whenever it is read.
 */
@NullMarked
package io.centercontrol.chaos.check;

import org.jspecify.annotations.NullMarked;
