package io.centercontrol.kernel;

import java.util.UUID;

/** Identity of a tenant: a UUIDv7 (RFC 9562), given at registration and never reused. */
public record TenantId(UUID value) implements Comparable<TenantId> {
    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static TenantId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("a tenant id is a UUID of 36 characters");
        }
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
