/**
 * What every request passes before JAX-RS sees it. {@link io.centercontrol.kit.gate.GateOrder} is the one table of who looks
 * at it when; each gate lets a request on or ends it with a problem.
 */
@NullMarked
package io.centercontrol.kit.gate;

import org.jspecify.annotations.NullMarked;
