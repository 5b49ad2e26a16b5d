package io.centercontrol.kit.keys;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.ProgramKey;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Version;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All keys of one service. Each method that changes one saves the row and the entry of its audit trail in one transaction.
 *
 * @param <K> the key
 */
public interface Keys<K extends ProgramKey> {
    /** Most that are not revoked at a time: every instance keeps all of them in memory. */
    long MOST = 5_000;

    /** A key that is not revoked, with what is kept of its secret. */
    record Hashed<K extends ProgramKey>(K key, byte[] hash) {}

    /** Saves a new one; refuses one more than {@link #MOST}. */
    Uni<UsedKey<K>> create(Change<K> issue, byte[] hash, Cause cause);

    /** Locks a key, lets the model decide, and saves what it decided; refuses when there is none. */
    Uni<UsedKey<K>> change(UUID id, Cause cause, Function<K, @Nullable Change<K>> decide);

    /** The same for each that is bound to a tenant and not revoked. */
    Uni<Void> changeAll(TenantId bound, Cause cause, Function<K, @Nullable Change<K>> decide);

    /** Tells when keys were last used; earlier news changes nothing. */
    Uni<Void> used(Map<UUID, Instant> times);

    /** A text that is another one whenever other keys are good than before. */
    Uni<String> stamp();

    /** All that are not revoked. */
    Uni<List<Hashed<K>>> active();

    /** A key; refuses when there is none. */
    Uni<UsedKey<K>> get(UUID id);

    /** A key's audit trail, newest first; refuses when there is no such key. */
    Uni<Page<Version<K>>> history(UUID id, int limit, @Nullable String cursor);
}
