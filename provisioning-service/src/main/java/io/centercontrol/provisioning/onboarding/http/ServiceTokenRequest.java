package io.centercontrol.provisioning.onboarding.http;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A bearer token that this service gave out itself. */
final class ServiceTokenRequest extends BaseAuthenticationRequest {
    private final String token;

    ServiceTokenRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
