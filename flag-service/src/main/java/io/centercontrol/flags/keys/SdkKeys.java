package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.keys.Keys;
import io.centercontrol.kit.keys.UsedKey;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** All keys there are. */
public interface SdkKeys extends Keys<SdkKey> {
    /** Those that a filter lets through, the newest last. */
    Uni<Page<UsedKey<SdkKey>>> find(SdkKeyFilter filter, int limit, @Nullable String cursor);
}
