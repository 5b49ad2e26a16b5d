package io.centercontrol.storefront;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a request that is sent again the same request.
 *
 * @param key the customer's own name for it
 * @param bodySha256 of the body as it came
 */
public record OnceKey(String key, byte[] bodySha256) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnceKey once && key.equals(once.key) && Arrays.equals(bodySha256, once.bodySha256);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, Arrays.hashCode(bodySha256));
    }

    /** The hash says nothing to people. */
    @Override
    public String toString() {
        return key;
    }
}
