/**
 * How far each tenant service is with one tenant, and every move that this may make. Pure: the clock and the jitter come in
 * as arguments.
 */
@NullMarked
package io.centercontrol.provisioning.progress.model;

import org.jspecify.annotations.NullMarked;
