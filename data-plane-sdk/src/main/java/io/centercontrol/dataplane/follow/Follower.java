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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private final Feed feed;
    private final CurrentCopy copy;
    private final Subject<V, I> subject;
    private final Standing<I> standing;
    private final Comparison comparison;
    private final DigestCheck<V> digests;
    private final Loop loop;
    private @Nullable Reading<V, I> reading;
    private volatile @Nullable Line line;
    private boolean carefully;

    /** Serves what the disk holds, if it is whole. */
    public Follower(
            DataPlaneConfig config,
            Feed feed,
            CurrentCopy copy,
            Subject<V, I> subject,
            Standing<I> standing,
            Comparison comparison) {
        this.config = config;
        this.feed = feed;
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
        var found = feed.brokers().topic(topic, loop::isClosed);
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
        try (var opened = feed.open(topic, from(reading, topic, found.partitions()))) {
            line = opened;
            new Session<>(opened, copy.get(), standing, digests, config.copyLifetime()).follow(reading, loop::isClosed);
        } finally {
            line = null;
        }
    }

    /** Where to go on: where the reading stands, and in a partition that it never read at the beginning. */
    private Map<Integer, Long> from(Reading<V, I> reading, String topic, int partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        var all = IntStream.range(0, partitions).boxed().toList();
        var fresh = all.stream()
                .filter(partition -> reading.next(partition) == null)
                .toList();
        if (!fresh.isEmpty()) {
            var beginning = feed.brokers().beginning(topic, fresh, loop::isClosed);
            fresh.forEach(partition -> reading.next(partition, beginning.getOrDefault(partition, 0L)));
        }
        return all.stream()
                .collect(Collectors.toMap(
                        Function.identity(), partition -> Objects.requireNonNull(reading.next(partition))));
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
        loop.close(() -> Line.wakeAt(line));
    }
}
