package io.centercontrol.flags.keys.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key's values must be; all that is wrong is said at once. */
final class SdkKeyRules {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_TENANTS = 100;

    private SdkKeyRules() {}

    static void check(String name, Set<Scope> scopes, Set<TenantId> tenants, @Nullable Instant expiresAt, Instant now) {
        var found = new ArrayList<Violation>();
        if (DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            found.add(new Violation(
                    "/name", "INVALID_NAME", "A name has 1 to " + LONGEST_NAME + " characters on one line."));
        }
        if (scopes.isEmpty()) {
            found.add(new Violation("/scopes", "REQUIRED", "Say what it shall open: OFREP, SYNC or both."));
        }
        if (tenants.size() > MOST_TENANTS) {
            found.add(new Violation(
                    "/tenants", "TOO_MANY", "At most " + MOST_TENANTS + " tenants; leave them away for all."));
        }
        if (!tenants.isEmpty() && scopes.contains(Scope.SYNC)) {
            found.add(new Violation(
                    "/tenants",
                    "SYNC_IS_FOR_ALL",
                    "Who follows the definitions sees what they say of every tenant: bind an OFREP key instead."));
        }
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            found.add(new Violation(
                    "/expiresAt", "EXPIRES_IN_THE_PAST", "Say when it shall end, in the future, or leave it away."));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }
}
