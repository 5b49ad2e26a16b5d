package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a tenant service was taken out for good: nobody asks it for anything any more.
 *
 * @param at since when
 * @param by id of who decided it
 * @param reason why, in words that stand in the certificates of tenants which it had to do with
 * @param topicsRemovedAt when its topics were removed; null while they are kept
 */
public record Retirement(
        Instant at, String by, String reason, @Nullable Instant topicsRemovedAt) {
    Retirement withoutTopics(Instant now) {
        return new Retirement(at, by, reason, now);
    }
}
