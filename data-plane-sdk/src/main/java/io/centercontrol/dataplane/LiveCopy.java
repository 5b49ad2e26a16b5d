package io.centercontrol.dataplane;

import io.centercontrol.dataplane.copy.CurrentCopy;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.follow.Feed;
import io.centercontrol.dataplane.follow.Follower;
import io.centercontrol.dataplane.follow.Lease;
import io.centercontrol.dataplane.follow.Standing;
import io.centercontrol.dataplane.follow.Subject;
import io.centercontrol.dataplane.view.Index;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.StateReader;
import io.centercontrol.schemas.Contract;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This instance's copy of one state topic, with all that keeps it up to date. It has its own file, schemas among them, and
 * its own thread: what is wrong with one copy does not stop another. What it reads comes by the {@link Feed} of all.
 */
final class LiveCopy<V, I extends Index<V>> {
    private final String name;
    private final CurrentCopy disk;
    private final SchemaBook schemas;
    private final Comparison comparison = new Comparison();
    private final Standing<I> standing;
    private final Follower<V, I> follower;

    /** Serves what the disk holds, if it is whole. */
    LiveCopy(
            DataPlaneConfig config,
            StateFolder folder,
            Feed feed,
            RegistryClient registry,
            Lease lease,
            Contract.Topic topic,
            String name,
            Function<SchemaBook, StateReader<?, V>> reader,
            Supplier<I> empty) {
        this.name = name;
        disk = new CurrentCopy(folder, name);
        schemas = new SchemaBook(registry, disk);
        standing = new Standing<>(topic, lease, config.staleAfter());
        var subject = new Subject<>(topic, name, reader.apply(schemas), empty);
        follower = new Follower<>(config, feed, disk, subject, standing, comparison);
    }

    /** Begins to follow. */
    void start() {
        follower.start();
    }

    /** What decisions are made by; null before the first whole copy, and after the end. */
    @Nullable
    I served() {
        return standing.served();
    }

    /** Names its file. */
    String name() {
        return name;
    }

    CurrentCopy disk() {
        return disk;
    }

    SchemaBook schemas() {
        return schemas;
    }

    Standing<I> standing() {
        return standing;
    }

    Follower<V, I> follower() {
        return follower;
    }

    Status.CopyStatus status() {
        var index = standing.served();
        var mark = standing.mark();
        return new Status.CopyStatus(
                standing.health(),
                standing.age(),
                mark == null ? null : mark.topicId(),
                mark == null
                        ? List.of()
                        : mark.partitions().stream()
                                .map(partition ->
                                        new Status.PartitionStatus(partition.partition(), partition.nextOffset()))
                                .toList(),
                standing.lag(),
                mark == null ? 0 : mark.quarantined(),
                standing.repairs(),
                digestStatus(),
                index == null ? 0 : index.size(),
                standing.notice());
    }

    private Status.DigestStatus digestStatus() {
        var counts = comparison.counts();
        return new Status.DigestStatus(counts.compared(), counts.mismatches(), counts.healed(), counts.reported());
    }

    /** Stops following; what was applied is on disk when this returns. It goes on being served. */
    void stopFollowing() {
        follower.close();
    }

    /** Closes the file. */
    void close() {
        schemas.close();
        disk.close();
    }
}
