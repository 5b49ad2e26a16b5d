/** The REST door: tenant services, their credentials, and the tokens that they log in with here. */
@NullMarked
package io.centercontrol.provisioning.onboarding.http;

import org.jspecify.annotations.NullMarked;
