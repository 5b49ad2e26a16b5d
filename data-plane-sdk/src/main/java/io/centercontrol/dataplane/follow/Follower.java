package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.StateFolderException;
import io.centercontrol.dataplane.copy.CurrentCopy;
import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.thread.Loop;
import io.centercontrol.dataplane.view.Index;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the copy of one topic up to date for as long as the instance runs, through broker outages, a topic made anew, a disk that
 * fails. Whatever happens, the copy that is served goes on being served until a newer whole one takes its place.
 */
public final class Follower<V, I extends Index<V>> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Follower.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final DataPlaneConfig config;
    private final String instanceId;
    private final CurrentCopy copy;
    private final Subject<V, I> subject;
    private final Standing<I> standing;
    private final Comparison comparison;
    private final DigestCheck<V> digests;
    private final Loop loop;
    private @Nullable Reading<V, I> reading;
    private boolean carefully;

    /** Serves what the disk holds, if it is whole. */
    public Follower(
            DataPlaneConfig config,
            String instanceId,
            CurrentCopy copy,
            Subject<V, I> subject,
            Standing<I> standing,
            Comparison comparison) {
        this.config = config;
        this.instanceId = instanceId;
        this.copy = copy;
        this.subject = subject;
        this.standing = standing;
        this.comparison = comparison;
        digests = new DigestCheck<>(comparison);
        loop = new Loop("cc-" + subject.name(), CLOSING, this::turn);
        reading = load();
        if (reading != null) {
            standing.serveFromDisk(reading);
        }
    }

    Subject<V, I> subject() {
        return subject;
    }

    Comparison comparison() {
        return comparison;
    }

    DigestCheck<V> digests() {
        return digests;
    }

    /** Begins to follow. */
    public void start() {
        loop.start();
    }

    private void turn() throws InterruptedException {
        try {
            follow();
        } catch (Session.BeginAnew | DamagedCopy e) {
            LOG.log(Level.WARNING, "Reading the {0} from the beginning: {1}.", subject.name(), e.getMessage());
            anew(e);
        } catch (Unclear e) {
            LOG.log(Level.WARNING, "Reading the {0} again, record by record: {1}.", subject.name(), e.getMessage());
            carefully = true;
            anew(e);
        } catch (MVStoreException e) {
            LOG.log(
                    Level.ERROR,
                    "The disk failed; serving the " + subject.name() + " from memory until it works again.",
                    e);
            standing.notice("the disk failed: " + e.getMessage());
            reopen();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            if (loop.isClosed()) {
                return;
            }
            var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            standing.notice("cannot follow the topic now: " + cause);
            LOG.log(Level.DEBUG, "Cannot follow the topic now.", cause);
            loop.pause(PAUSE);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Following the " + subject.name() + " failed; trying again.", e);
            standing.notice("following failed: " + e);
            loop.pause(PAUSE);
        }
    }

    private void follow()
            throws Session.BeginAnew, DamagedCopy, Unclear, InterruptedException, ExecutionException, TimeoutException {
        var topic = config.topic(subject.topic());
        var client = Clients.name(config, subject.name(), instanceId);
        try (var end = new EndOfLog(Clients.admin(config, client), topic, period());
                var consumer = Clients.consumer(config, client)) {
            var found = end.topic(loop::isClosed);
            if (reading != null && !reading.edition().topicId().equals(found.id())) {
                throw new Session.BeginAnew("the topic was made anew");
            }
            if (reading == null) {
                var edition = copy.get().begin(found.id());
                reading = carefully
                        ? Reading.beginCarefully(edition, subject, standing::repaired)
                        : Reading.begin(edition, subject, standing::repaired);
                carefully = false;
                reading.endReachedAt(Instant.now());
            }
            new Session<>(
                            consumer,
                            end,
                            topic,
                            found.partitions(),
                            copy.get(),
                            standing,
                            digests,
                            config.copyLifetime())
                    .follow(reading, loop::isClosed);
        }
    }

    /** Often enough that a lease does not run out by the asking alone, and not more often than that. */
    private Duration period() {
        var lease = standing.lease().length();
        if (lease == null) {
            return Duration.ofSeconds(1);
        }
        var eighth = lease.dividedBy(8);
        return eighth.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : eighth;
    }

    private void anew(Exception why) {
        reading = null;
        if (why instanceof DamagedCopy damaged) {
            try {
                copy.replace(damaged);
            } catch (StateFolderException | MVStoreException e) {
                LOG.log(Level.ERROR, "The damaged copy cannot be replaced.", e);
                loop.pause(PAUSE);
            }
        }
    }

    /** What the disk has is older than what is served: it is brought up to the end before it is served again. */
    private void reopen() {
        loop.pause(PAUSE);
        try {
            copy.reopen();
            reading = load();
        } catch (StateFolderException | MVStoreException e) {
            LOG.log(Level.ERROR, "The copy cannot be opened again yet.", e);
        }
    }

    private @Nullable Reading<V, I> load() {
        try {
            var whole = copy.get().whole();
            return whole == null ? null : Reading.load(whole, subject, standing::repaired);
        } catch (DamagedCopy e) {
            copy.replace(e);
            return null;
        }
    }

    /** Stops following; what was applied is on disk when this returns. */
    @Override
    public void close() {
        loop.close();
    }
}
