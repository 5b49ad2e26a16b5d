package io.centercontrol.storefront.http;

import io.centercontrol.kernel.EmailAddress;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.LogIn;
import org.jspecify.annotations.Nullable;

/** {@code POST /login}. */
record LoginRequest(@Nullable String email, @Nullable String password) {
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;

    LogIn.Command command(TenantId tenant) {
        if (email == null || !EmailAddress.isValid(email)) {
            throw Body.invalid("/email", "EMAIL_INVALID", "Give an e-mail address of at most 254 characters.");
        }
        if (password == null || password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Body.invalid(
                    "/password",
                    "PASSWORD_INVALID",
                    "Give a password of " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters.");
        }
        return new LogIn.Command(tenant, email, password);
    }

    /** Records print their fields, and this one must not. */
    @Override
    public String toString() {
        return "LoginRequest[email=" + email + "]";
    }
}
