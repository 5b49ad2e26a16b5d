package io.centercontrol.kit.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done to many, and how far it is.
 *
 * @param action the word of what is done
 * @param arguments what all are given
 * @param cause who ordered it, and why
 * @param startedBy whom its events are put down to; null until somebody starts it
 * @param total how many it is done to; the five counts after it make it up
 * @param note why it was stopped; null when it was not
 * @param previewedAt when the last of them had been tried; null until then
 */
public record BulkOperation(
        UUID id,
        String action,
        JsonNode arguments,
        State state,
        Cause cause,
        @Nullable Actor startedBy,
        long total,
        long pending,
        long changed,
        long unchanged,
        long refused,
        long failed,
        @Nullable String note,
        Instant createdAt,
        @Nullable Instant previewedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant updatedAt) {

    /** How far it is. */
    public enum State {
        /** Each is tried, and rolled back. */
        PREVIEWING,
        /** To be looked at; nothing is done. */
        PREVIEWED,
        RUNNING,
        /** By somebody; it can be resumed. */
        STOPPED,
        DONE
    }

    static BulkOperation ordered(UUID id, String action, JsonNode arguments, long total, Cause cause, Instant now) {
        return new BulkOperation(
                id,
                action,
                arguments,
                State.PREVIEWING,
                cause,
                null,
                total,
                total,
                0,
                0,
                0,
                0,
                null,
                now,
                null,
                null,
                null,
                now);
    }

    /** Begins with what was looked at. */
    BulkOperation start(Actor by, Instant now) {
        return switch (state) {
            case PREVIEWED -> in(State.RUNNING, by, null, previewedAt, now, null, now);
            case PREVIEWING ->
                throw refused("BULK_PREVIEWING", "It is still being tried. Start it when it is PREVIEWED.");
            case RUNNING -> throw refused("BULK_RUNNING", "It is running already.");
            case STOPPED -> throw refused("BULK_STOPPED", "It was stopped. Resume it.");
            case DONE -> throw refused("BULK_DONE", "It is done. Order another one for those who are left.");
        };
    }

    /** Stops; what is done stays done. */
    BulkOperation stop(String why, Instant now) {
        return switch (state) {
            case PREVIEWING, RUNNING -> in(State.STOPPED, startedBy, why, previewedAt, startedAt, null, now);
            case PREVIEWED, STOPPED -> throw refused("BULK_NOT_RUNNING", "It is not running.");
            case DONE -> throw refused("BULK_DONE", "It is done.");
        };
    }

    /** Goes on where it was stopped, or tries again what failed. */
    BulkOperation resume(Instant now) {
        if (state == State.STOPPED || (state == State.DONE && failed > 0)) {
            return in(
                    startedAt == null ? State.PREVIEWING : State.RUNNING,
                    startedBy,
                    null,
                    previewedAt,
                    startedAt,
                    null,
                    now);
        }
        throw refused("BULK_NOT_STOPPED", "It was not stopped, and nothing of it failed that could be tried again.");
    }

    /** None is left of this turn. */
    BulkOperation end(Instant now) {
        return isPreview()
                ? in(State.PREVIEWED, null, null, now, null, null, now)
                : in(State.DONE, startedBy, null, previewedAt, startedAt, now, now);
    }

    /** Whether what it does now is rolled back. */
    boolean isPreview() {
        return startedAt == null;
    }

    /** What its changes are put down to: whoever started it, and the operation is what they have in common. */
    Cause deed() {
        return new Cause(Objects.requireNonNullElse(startedBy, cause.actor()), cause.reason(), id.toString(), null);
    }

    private BulkOperation in(
            State next,
            @Nullable Actor by,
            @Nullable String why,
            @Nullable Instant previewed,
            @Nullable Instant begun,
            @Nullable Instant ended,
            Instant now) {
        return new BulkOperation(
                id, action, arguments, next, cause, by, total, pending, changed, unchanged, refused, failed, why,
                createdAt, previewed, begun, ended, now);
    }

    private RuntimeException refused(String code, String message) {
        return new Refusal.Conflict(code, message, Map.of("state", state)).asException();
    }
}
