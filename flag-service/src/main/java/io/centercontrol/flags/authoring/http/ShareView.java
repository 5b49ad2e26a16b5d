package io.centercontrol.flags.authoring.http;

import io.centercontrol.evaluation.Share;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout has reached, as clients see it.
 *
 * @param by what is hashed to say who is in
 * @param percent of those for whom the default would count
 */
record ShareView(String variant, double percent, Share.By by) {
    static @Nullable ShareView of(@Nullable Share share) {
        return share == null ? null : new ShareView(share.variant(), share.percent(), share.by());
    }
}
