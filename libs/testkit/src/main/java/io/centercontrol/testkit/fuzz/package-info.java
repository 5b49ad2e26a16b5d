/**
 * Bytes that went wrong in ways that have a seed: mutations of the golden samples, for whatever decodes what somebody else
 * wrote.
 */
@NullMarked
package io.centercontrol.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
