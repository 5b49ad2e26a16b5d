/** The way out to who is not of the platform: what may be called, how it is signed, what came of it, and how secrets of it lie. */
@NullMarked
package io.centercontrol.outgoing;

import org.jspecify.annotations.NullMarked;
