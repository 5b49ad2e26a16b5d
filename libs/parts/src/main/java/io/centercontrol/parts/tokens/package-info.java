/**
 * Tokens of the local stack and of tests: signed with a key that is made here. Anywhere else an OIDC issuer does this.
 *
 * <p>Owns the signing key. Says tokens that look to a service like those of any issuer.
 */
@NullMarked
package io.centercontrol.parts.tokens;

import org.jspecify.annotations.NullMarked;
