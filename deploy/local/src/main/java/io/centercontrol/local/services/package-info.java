/**
 * The platform's own services as parts of the local stack. {@link io.centercontrol.local.services.Services} is the one
 * table of them: the next service is one more entry there.
 *
 * <p>Owns what a service is told by its environment, and what happens in which order before and after its start.
 */
@NullMarked
package io.centercontrol.local.services;

import org.jspecify.annotations.NullMarked;
