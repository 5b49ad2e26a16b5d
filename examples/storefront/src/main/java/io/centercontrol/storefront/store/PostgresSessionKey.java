package io.centercontrol.storefront.store;

import io.centercontrol.storefront.SessionKey;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the log-in tokens. It is a row of the storefront's own database, made by whichever instance is first, so
 * that every instance accepts the others' tokens and a restart throws nobody out.
 */
@Singleton
final class PostgresSessionKey implements SessionKey {
    private static final int BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SecretKey key;

    PostgresSessionKey(Pool pool) {
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        var kept = pool.preparedQuery("insert into session_key (secret) values ($1) on conflict do nothing")
                .execute(Tuple.of(Base64.getEncoder().encodeToString(fresh)))
                .chain(() -> pool.query("select secret from session_key").execute())
                .map(rows -> Base64.getDecoder().decode(rows.iterator().next().getString(0)))
                .await()
                .atMost(PATIENCE);
        key = new SecretKeySpec(kept, "HmacSHA256");
    }

    @Override
    public SecretKey get() {
        return key;
    }
}
