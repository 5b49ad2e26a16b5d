/**
 * What the tests of several modules share: real parts to test on, tokens, a reader of topics, and the house rules.
 *
 * <p>Owns {@link io.centercontrol.testkit.Backend}, the seam between tests and where their parts come from. Knows no
 * service.
 */
@NullMarked
package io.centercontrol.testkit;

import org.jspecify.annotations.NullMarked;
