package io.centercontrol.storefront;

import javax.crypto.SecretKey;

/** The key of the log-in tokens, the same in every instance. */
public interface SessionKey {
    /** For HMAC with SHA-256. */
    SecretKey get();
}
