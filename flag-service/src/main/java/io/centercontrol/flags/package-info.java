/**
 * The flag service: what is on for whom ({@code authoring}), how often who may call ({@code limits}), which programs may ask
 * ({@code keys}), the open protocols that they ask by ({@code serving}), and what is asked for ({@code use}).
 *
 * <p>Says {@code cc.flags.v1}, {@code cc.limits.v1} and {@code cc.reports.flag-service.v1}. Hears {@code
 * cc.provisioning.v1} and {@code cc.measures.<service>.v1}, and follows as a tenant service's instance does what those follow, its own flags too.
 */
@NullMarked
package io.centercontrol.flags;

import org.jspecify.annotations.NullMarked;
