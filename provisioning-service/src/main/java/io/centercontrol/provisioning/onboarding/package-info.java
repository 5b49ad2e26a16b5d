/**
 * Lets tenant services in: makes their topics, subjects, log-ins and ACLs, and takes log-ins away again.
 *
 * <p>Owns: credentials of tenant services, without their secrets. Does not own: which tenant services there are ({@code
 * progress} does), and what they may do on the broker (the contract's {@code Access} says that).
 */
@NullMarked
package io.centercontrol.provisioning.onboarding;

import org.jspecify.annotations.NullMarked;
