package io.centercontrol.kit.keys;

import io.centercontrol.kernel.ProgramKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept.
 *
 * @param lastUsedAt some seconds ago at most, as far as anyone has told; null when it never was used
 */
public record UsedKey<K extends ProgramKey>(K key, @Nullable Instant lastUsedAt) {}
