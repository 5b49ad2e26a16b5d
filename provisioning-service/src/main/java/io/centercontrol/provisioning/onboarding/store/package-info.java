/** The cellar: who was given credentials, and a hash of what proves it. */
@NullMarked
package io.centercontrol.provisioning.onboarding.store;

import org.jspecify.annotations.NullMarked;
