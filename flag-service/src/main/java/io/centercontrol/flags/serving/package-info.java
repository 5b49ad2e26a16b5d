/**
 * Answers programs, in the open protocols, from this instance's copy: the same code and the same answers as in the SDK.
 * {@code ofrep} speaks OpenFeature's remote evaluation protocol, {@code sync} flagd's sync protocol.
 */
@NullMarked
package io.centercontrol.flags.serving;

import org.jspecify.annotations.NullMarked;
