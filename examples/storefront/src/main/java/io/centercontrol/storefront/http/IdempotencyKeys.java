package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.centercontrol.storefront.OnceKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}, as everywhere on the platform: 1 to 255 visible ASCII characters. */
final class IdempotencyKeys {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private IdempotencyKeys() {}

    /**
     * The key with the body that it stands for; null when there is none.
     *
     * @throws ProblemException when the header is no key
     */
    static @Nullable OnceKey of(@Nullable String header, byte[] body) {
        if (header == null) {
            return null;
        }
        if (!KEY.matcher(header).matches()) {
            throw new ProblemException(Problem.of(
                    400,
                    "INVALID_IDEMPOTENCY_KEY",
                    "Malformed Idempotency-Key",
                    "An Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is a good one."));
        }
        try {
            return new OnceKey(header, MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
