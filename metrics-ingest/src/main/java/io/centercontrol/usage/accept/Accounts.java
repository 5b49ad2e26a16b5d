package io.centercontrol.usage.accept;

import io.centercontrol.kernel.Page;
import io.centercontrol.usage.accept.model.Reason;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of all that was told: nothing is lost without a word. */
public interface Accounts {
    /**
     * A producer's events of a day.
     *
     * @param day in UTC, by when the broker took them
     */
    record Account(String service, String producer, LocalDate day, long accepted, long duplicate, long rejected) {}

    /**
     * How far one epoch of a producer was heard.
     *
     * @param sent the highest number that was heard: so many it has sent, at least
     * @param missing how many below it were not heard and may still come
     * @param gaps the lowest of those, a hundred spans at most
     * @param givenUp how many are not waited for any more, since there were too many gaps
     * @param fencedAt when somebody else under its name was turned away last; null when nobody was
     */
    record Standing(
            String service,
            String producer,
            long epoch,
            long sent,
            long missing,
            List<Gap> gaps,
            long givenUp,
            @Nullable Instant fencedAt,
            Instant heardAt) {
        public Standing {
            gaps = List.copyOf(gaps);
        }
    }

    /** Numbers that were not heard, the last included. */
    record Gap(long first, long last) {}

    /**
     * An event that did not count.
     *
     * @param id its own; null when it has none, or when its tenant is erased
     */
    record Rejected(
            Instant heardAt,
            String service,
            String producer,
            long epoch,
            UUID run,
            long number,
            Reason reason,
            UUID tenantId,
            Event event) {}

    /** That event as it was told. */
    record Event(
            @Nullable String id,
            String meter,
            long amount,
            Instant happenedAt,
            @Nullable Map<String, String> properties,
            String grade) {}

    /** The newest day first. */
    Uni<Page<Account>> accounts(
            @Nullable String service,
            @Nullable String producer,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int limit,
            @Nullable String cursor);

    /** By service, producer and epoch. */
    Uni<Page<Standing>> producers(
            @Nullable String service,
            @Nullable String producer,
            @Nullable Boolean lacking,
            int limit,
            @Nullable String cursor);

    /** The newest first. */
    Uni<Page<Rejected>> rejected(
            @Nullable String service,
            @Nullable String producer,
            @Nullable Reason reason,
            @Nullable UUID tenant,
            int limit,
            @Nullable String cursor);
}
