package io.centercontrol.provisioning.onboarding;

/**
 * A new credential with its secrets, on their way to the one answer that shows them.
 *
 * @param password of the credential's user on the broker
 * @param token bearer token of the role tenant-service, bound to the service
 */
public record Issued(Credential credential, String password, String token) {
    /** Without the secrets. */
    @Override
    public String toString() {
        return "Issued[" + credential + "]";
    }
}
