package io.centercontrol.audit.export;

import io.centercontrol.audit.export.model.Delivery;
import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.export.model.ExportRefusals;
import io.centercontrol.audit.export.model.ExportState;
import io.centercontrol.audit.trail.EntryFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export: a job that outlives whoever works on it.
 *
 * @param query the filter as it was given, by name
 * @param filter the filter as it is understood
 * @param delivery where else it is put when it is whole; null when nowhere
 * @param firstIndex where in the log it begins
 * @param belowIndex where it ends: how long the log was when it was asked for, so that it is the same set whenever it is written
 * @param nextIndex all before it is looked at
 * @param entries how many fitted so far
 * @param bytes how long its file is so far
 * @param sha256 of the file, in hex; null until it is whole
 * @param file the name of what is written; null before anything is
 * @param error why it failed, as a code; null when it did not
 * @param problem the same in words
 * @param keptUntil when its file is removed; null until it is whole
 * @param failures how many times in a row it did not go on
 * @param dueAt when somebody should go on with it; null when nobody should
 * @param lease who works on it; null when nobody does
 */
public record Export(
        UUID id,
        ExportFormat format,
        Map<String, String> query,
        EntryFilter filter,
        @Nullable Delivery delivery,
        long firstIndex,
        long belowIndex,
        ExportState state,
        long nextIndex,
        long entries,
        long bytes,
        @Nullable String sha256,
        @Nullable String file,
        @Nullable String error,
        @Nullable String problem,
        String askedBy,
        String reason,
        Instant askedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant keptUntil,
        int failures,
        @Nullable Instant dueAt,
        @Nullable UUID lease,
        @Nullable Instant leasedUntil) {
    public Export {
        query = Map.copyOf(query);
    }

    /** One that was just asked for. */
    static Export asked(UUID id, AskForExport.Command command, long size, String by, Instant now) {
        return new Export(
                id,
                command.format(),
                command.query(),
                command.filter(),
                null,
                0,
                size,
                ExportState.WAITING,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                by,
                command.reason(),
                now,
                null,
                null,
                null,
                0,
                now,
                null,
                null);
    }

    /** One night of a schedule: what was recorded since the one before. */
    static Export of(UUID id, ExportSchedule schedule, LocalDate night, long size, Instant now) {
        return new Export(
                id,
                schedule.format(),
                schedule.query(),
                schedule.filter(),
                new Delivery(schedule.id(), schedule.name(), night, schedule.target(), schedule.path()),
                schedule.nextIndex(),
                size,
                ExportState.WAITING,
                schedule.nextIndex(),
                0,
                0,
                null,
                null,
                null,
                null,
                schedule.createdBy(),
                schedule.reason(),
                now,
                null,
                null,
                null,
                0,
                now,
                null,
                null);
    }

    /** Whether somebody should work on it. */
    public boolean isOpen() {
        return state == ExportState.WAITING || state == ExportState.RUNNING;
    }

    /** The same, further on. */
    Export at(Progress progress, Instant until) {
        return new Export(
                id,
                format,
                query,
                filter,
                delivery,
                firstIndex,
                belowIndex,
                state,
                progress.nextIndex(),
                progress.entries(),
                progress.bytes(),
                null,
                progress.file(),
                null,
                null,
                askedBy,
                reason,
                askedAt,
                startedAt,
                null,
                null,
                0,
                dueAt,
                lease,
                until);
    }

    /** The same, held on to for longer. */
    Export held(Instant until) {
        return new Export(
                id,
                format,
                query,
                filter,
                delivery,
                firstIndex,
                belowIndex,
                state,
                nextIndex,
                entries,
                bytes,
                null,
                file,
                null,
                null,
                askedBy,
                reason,
                askedAt,
                startedAt,
                null,
                null,
                failures,
                dueAt,
                lease,
                until);
    }

    /** It is whole. */
    Export done(String name, long length, String digest, Instant now, Duration kept) {
        return ended(ExportState.DONE, name, length, digest, null, null, now, now.plus(kept));
    }

    /** It cannot be written. */
    Export failed(String code, String words, Instant now) {
        return ended(ExportState.FAILED, null, 0, null, code, words, now, null);
    }

    /** Nothing of it is kept any more. */
    Export gone(ExportState why, Instant now) {
        return ended(why, null, bytes, sha256, null, null, now, null);
    }

    private Export ended(
            ExportState how,
            @Nullable String name,
            long length,
            @Nullable String digest,
            @Nullable String code,
            @Nullable String words,
            Instant now,
            @Nullable Instant until) {
        return new Export(
                id,
                format,
                query,
                filter,
                delivery,
                firstIndex,
                belowIndex,
                how,
                nextIndex,
                entries,
                length,
                digest,
                name,
                code,
                words,
                askedBy,
                reason,
                askedAt,
                startedAt,
                endedAt == null ? now : endedAt,
                until,
                failures,
                null,
                null,
                null);
    }

    /** It did not go on, for a reason that may pass. */
    Export later(String words, Instant when) {
        return new Export(
                id,
                format,
                query,
                filter,
                delivery,
                firstIndex,
                belowIndex,
                state,
                nextIndex,
                entries,
                bytes,
                null,
                file,
                null,
                words,
                askedBy,
                reason,
                askedAt,
                startedAt,
                null,
                null,
                failures + 1,
                when,
                null,
                null);
    }

    /** Cancelled, if anything of it is left. */
    Export cancelled(Instant now) {
        if (!isOpen() && state != ExportState.DONE) {
            throw ExportRefusals.ended(state);
        }
        return gone(ExportState.CANCELLED, now);
    }

    /** Made again from its beginning, of the same entries. */
    Export again(Instant now) {
        if (isOpen() || state == ExportState.DONE) {
            throw ExportRefusals.notOver(state);
        }
        return fresh(now);
    }

    /** At its beginning. */
    private Export fresh(Instant now) {
        return new Export(
                id,
                format,
                query,
                filter,
                delivery,
                firstIndex,
                belowIndex,
                ExportState.WAITING,
                firstIndex,
                0,
                0,
                null,
                null,
                null,
                null,
                askedBy,
                reason,
                askedAt,
                null,
                null,
                null,
                0,
                now,
                null,
                null);
    }

    /**
     * How far the work is.
     *
     * @param file the name of what holds it
     */
    record Progress(long nextIndex, long entries, long bytes, String file) {}
}
