/**
 * Several parts and the steps between them as one stack: started by what needs what, kept running, stopped in order.
 *
 * <p>Owns the order of starts, back-off and restarts. Knows parts by {@link io.centercontrol.parts.Part} alone.
 */
@NullMarked
package io.centercontrol.parts.stack;

import org.jspecify.annotations.NullMarked;
