package io.centercontrol.audit.export;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All schedules. What changes one joins the transaction that is open, or opens one of its own. */
public interface ScheduleStore {
    /** Keeps a new one; refuses a name that is taken. */
    Uni<Void> add(ExportSchedule schedule);

    /** One; fails when there is none. */
    Uni<ExportSchedule> get(UUID id);

    /** One, which nobody else runs until the open transaction ends; fails when there is none. */
    Uni<ExportSchedule> lock(UUID id);

    /** Schedules by name. */
    Uni<Page<ExportSchedule>> find(int limit, @Nullable String cursor);

    /** Removes one; fails when there is none. What it has exported stays. */
    Uni<ExportSchedule> remove(UUID id);

    /** One whose time has come and that nobody else runs, until the open transaction ends. */
    Uni<Optional<ExportSchedule>> lockDue(Instant now);

    /** Where and when it goes on. */
    Uni<Void> moved(UUID id, long nextIndex, Instant nextAt);

    /** When one's time comes. */
    Uni<Optional<Instant>> nextDue();
}
