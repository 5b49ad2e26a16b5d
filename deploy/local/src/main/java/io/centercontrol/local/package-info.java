/**
 * Center Control on one machine: third-party parts and services as processes, one command to run them.
 *
 * <p>Owns the launcher's commands and the data folder {@code .center-control}. Says nothing on the wire of its own; it
 * uses the same REST APIs as anybody.
 */
@NullMarked
package io.centercontrol.local;

import org.jspecify.annotations.NullMarked;
