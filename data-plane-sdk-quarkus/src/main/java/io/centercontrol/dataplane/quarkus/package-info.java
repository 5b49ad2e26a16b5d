/**
 * The data-plane SDK in a Quarkus service: one {@link io.centercontrol.dataplane.DataPlane} for the application, the
 * tenant of each request, and the refusal of what the tenant may not do. Owns nothing; says its refusals as RFC 9457
 * problems.
 */
@NullMarked
package io.centercontrol.dataplane.quarkus;

import org.jspecify.annotations.NullMarked;
