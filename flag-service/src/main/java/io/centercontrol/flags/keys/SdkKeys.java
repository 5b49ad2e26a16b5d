package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Version;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All keys there are. Each method that changes one saves the row and the entry of its audit trail in one transaction. */
public interface SdkKeys {
    /** Most that are not revoked at a time. */
    long MOST = 5_000;

    /** A key that is not revoked, with what is kept of its secret. */
    record Hashed(SdkKey key, byte[] hash) {}

    /** Saves a new one; refuses one more than {@link #MOST}. */
    Uni<UsedKey> create(Change<SdkKey> issue, byte[] hash, Cause cause);

    /** Locks a key, lets the model decide, and saves what it decided; refuses when there is none. */
    Uni<UsedKey> change(UUID id, Cause cause, Function<SdkKey, @Nullable Change<SdkKey>> decide);

    /** The same for each that is bound to a tenant and not revoked. */
    Uni<Void> changeAll(TenantId bound, Cause cause, Function<SdkKey, @Nullable Change<SdkKey>> decide);

    /** Tells when keys were last used; earlier news changes nothing. */
    Uni<Void> used(Map<UUID, Instant> times);

    /** A text that is another one whenever other keys are good than before. */
    Uni<String> stamp();

    /** All that are not revoked. */
    Uni<List<Hashed>> active();

    /** A key; refuses when there is none. */
    Uni<UsedKey> get(UUID id);

    /** Those that a filter lets through, the newest last. */
    Uni<Page<UsedKey>> find(SdkKeyFilter filter, int limit, @Nullable String cursor);

    /** A key's audit trail, newest first; refuses when there is no such key. */
    Uni<Page<Version<SdkKey>>> history(UUID id, int limit, @Nullable String cursor);
}
