package io.centercontrol.kit.quarantine;

import org.jspecify.annotations.Nullable;

/**
 * Which records are meant; what is null does not narrow.
 *
 * @param reason a part of the reason, in any case
 */
record QuarantineFilter(
        RecordState state,
        @Nullable String channel,
        @Nullable String topic,
        @Nullable String key,
        @Nullable String reason) {}
