package io.centercontrol.audit.stream;

import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All streams. What changes one joins the transaction that is open, or opens one of its own. */
public interface StreamStore {
    /** Keeps a new one; refuses a name that is taken, and more than there must be. */
    Uni<Void> add(SiemStream stream, int most);

    /** One; fails when there is none. */
    Uni<SiemStream> get(UUID id);

    /** Streams by name. */
    Uni<Page<SiemStream>> find(int limit, @Nullable String cursor);

    /** Changes one under its lock; fails when there is none, at another version, or under a name that is taken. */
    Uni<SiemStream> change(UUID id, @Nullable KnownVersions expected, UnaryOperator<SiemStream> how);

    /** Removes one with its secrets; fails when there is none. */
    Uni<SiemStream> remove(UUID id, @Nullable KnownVersions expected);

    /** Takes up those that are behind the log and that nobody else sends. */
    Uni<List<SiemStream>> lease(UUID lease, Instant now, Duration holds, int most);

    /**
     * A batch is about to be sent.
     *
     * @param to the index at which it ends
     * @return false when the lease is lost: then nothing must be sent
     */
    Uni<Boolean> begin(SiemStream leased, long to, Instant until);

    /**
     * All up to an index is taken: the cursor moves.
     *
     * @param count how many entries were sent for that
     * @return false when the lease is lost
     */
    Uni<Boolean> acknowledge(SiemStream leased, long to, int count, Instant now);

    /**
     * It was not taken, and is tried again; the lease ends. Of syslog the batch before it is sent again too: nobody knows whether a
     * receiver that ended after it had kept all of it.
     */
    Uni<Void> failed(SiemStream leased, String problem, Instant retryAt, Instant now);

    /** The lease ends. */
    Uni<Void> release(SiemStream leased);

    /** When one that is behind is to be gone on with. */
    Uni<Optional<Instant>> nextDue();
}
