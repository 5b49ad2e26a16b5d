package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.SdkKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept.
 *
 * @param lastUsedAt some seconds ago at most, as far as anyone has told; null when it never was used
 */
public record UsedKey(SdkKey key, @Nullable Instant lastUsedAt) {}
