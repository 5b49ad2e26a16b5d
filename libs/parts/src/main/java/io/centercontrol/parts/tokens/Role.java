package io.centercontrol.parts.tokens;

import java.util.Arrays;
import java.util.List;

/** The roles that services know, as they stand in a token's {@code groups}. */
public enum Role {
    PLATFORM_ADMIN("platform-admin"),
    PLATFORM_OPERATOR("platform-operator"),
    PLATFORM_VIEWER("platform-viewer"),
    AUDITOR("auditor"),
    BILLING("billing"),
    TENANT_ADMIN("tenant-admin"),
    TENANT_SERVICE("tenant-service");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /** As it stands in a token. */
    public String text() {
        return text;
    }

    /** Whether its bearer belongs to the platform, and not to a tenant or to a tenant service. */
    public boolean isOfPlatform() {
        return this != TENANT_ADMIN && this != TENANT_SERVICE;
    }

    /**
     * The role of that name.
     *
     * @throws IllegalArgumentException names the roles that there are
     */
    public static Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no role '" + text + "'; the roles are: " + String.join(", ", names())));
    }

    /** All roles as they stand in tokens. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Role::text).toList();
    }
}
