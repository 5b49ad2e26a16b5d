package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.digest.OwnerDigest;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The follower's part in comparing its copy with the owner's digests: it alone touches the copy. Where the topic, read
 * again, is as the owner says, the copy was wrong and takes the topic's word. Where it is not, the copy takes what is newer
 * there and nothing else, since the topic may have lost something that the copy has; and the owner is told.
 */
final class DigestCheck<V> {
    private static final System.Logger LOG = System.getLogger(DigestCheck.class.getName());

    private final Comparison comparison;
    private final AtomicReference<@Nullable Reread<V>> handed = new AtomicReference<>();

    DigestCheck(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Leaves what was read again for the follower. */
    void hand(Reread<V> reread) {
        handed.set(reread);
    }

    /** Called by the follower each time that it has reached the end of the log. */
    void run(Reading<V, ?> reading, long reachedSince) throws DamagedCopy {
        comparison.compare(reading.buckets(), reachedSince);
        var reread = handed.getAndSet(null);
        if (reread != null) {
            for (var bucket : reread.buckets()) {
                var digest = comparison.different(bucket);
                if (digest != null) {
                    settle(reading, reread, digest);
                }
            }
        }
    }

    private void settle(Reading<V, ?> reading, Reread<V> reread, OwnerDigest digest) throws DamagedCopy {
        var bucket = digest.bucket();
        if (reading.buckets().movedAt(bucket) - reread.startedAt() > 0) {
            comparison.beginAgain(bucket);
            return;
        }
        if (reread.tally(bucket).equals(digest.tally())) {
            reading.replace(bucket, reread.in(bucket));
            LOG.log(Level.WARNING, "Bucket {0} of the copy was wrong; the topic read again put it right.", bucket);
            comparison.healed(bucket);
            return;
        }
        for (var entry : reread.in(bucket)) {
            reading.take(entry);
        }
        var copy = reading.buckets().tally(bucket);
        if (Comparison.hasMoved(reading.buckets(), digest)) {
            comparison.beginAgain(bucket);
        } else if (copy.equals(digest.tally())) {
            comparison.healed(bucket);
        } else {
            LOG.log(
                    Level.ERROR,
                    "Bucket {0} stays different from the owner''s after the topic was read again: {1}, the owner has {2}.",
                    bucket,
                    copy,
                    digest.tally());
            comparison.differs(new Comparison.Found(digest, copy));
        }
    }
}
