/**
 * The command {@code chaos}: breaks a suite of its own at random, and checks that nothing was lost.
 *
 * <p>Owns nothing of the product. Everything that it breaks or forges, it does from outside: signals, a TCP proxy,
 * triggers, forged records, altered jars.
 */
@NullMarked
package io.centercontrol.chaos;

import org.jspecify.annotations.NullMarked;
