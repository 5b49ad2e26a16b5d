package io.centercontrol.plans.subscription.model;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group of tenants that is moved from one version of a plan to another: looked at first, then carried out tenant by
 * tenant.
 *
 * @param common what changes for a tenant that has nothing but its plan
 * @param cause who wanted it, and why
 * @param note why it stopped by itself; null when it did not
 */
public record Migration(
        UUID id,
        PlanRef from,
        PlanRef to,
        State state,
        List<ValueChange> common,
        Cause cause,
        Counts counts,
        @Nullable String note,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant updatedAt) {
    public Migration {
        common = List.copyOf(common);
    }

    /** How far it is. */
    public enum State {
        /** To be looked at; nobody is moved. */
        PREVIEWED,
        RUNNING,
        /** By somebody, or by itself when it cannot go on; it can be resumed. */
        STOPPED,
        DONE
    }

    /** How far one tenant is. */
    public enum Step {
        PENDING,
        MOVED,
        /** There is a conflict: it stays where it is. */
        SKIPPED,
        /** It could not be moved; resuming tries again. */
        FAILED
    }

    /** Why a tenant is not moved. */
    public enum Conflict {
        /** Another plan is scheduled, which a move would drop. */
        SCHEDULED,
        /** It tries the plan, and the trial's end is scheduled. */
        ON_TRIAL,
        /** It is being deleted. */
        LEAVING,
        /** It has another plan, or another version, by now. */
        NOT_ON_PLAN
    }

    /** How many tenants there are, and how far they are. */
    public record Counts(long total, long pending, long moved, long skipped, long failed) {
        /** Before anybody was counted. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /** Begins, or goes on. */
    public Migration start(Instant now) {
        return switch (state) {
            case PREVIEWED, STOPPED -> in(State.RUNNING, null, startedAt == null ? now : startedAt, null, now);
            case RUNNING -> throw refused("MIGRATION_RUNNING", "It is running already.");
            case DONE -> throw refused("MIGRATION_DONE", "It is done. Preview another one for those who are left.");
        };
    }

    /** Stops; those who were moved stay moved. */
    public Migration stop(@Nullable String why, Instant now) {
        return switch (state) {
            case RUNNING -> in(State.STOPPED, why, startedAt, null, now);
            case PREVIEWED, STOPPED -> throw refused("MIGRATION_NOT_RUNNING", "It is not running.");
            case DONE -> throw refused("MIGRATION_DONE", "It is done.");
        };
    }

    /** Nobody is left. */
    public Migration end(Instant now) {
        return in(State.DONE, null, startedAt, now, now);
    }

    /** Why this tenant is not moved; null when it is. */
    public @Nullable Conflict conflict(Subscription subscription, boolean leaving) {
        var moment = subscription.moment();
        var has = subscription.timeline().at(moment).assignment();
        if (leaving) {
            return Conflict.LEAVING;
        }
        if (!has.plan().equals(from)) {
            return Conflict.NOT_ON_PLAN;
        }
        if (has.kind() == Assignment.Kind.TRIAL) {
            return Conflict.ON_TRIAL;
        }
        return subscription.timeline().scheduled(moment).isEmpty() ? null : Conflict.SCHEDULED;
    }

    private Migration in(
            State next, @Nullable String why, @Nullable Instant begun, @Nullable Instant ended, Instant now) {
        return new Migration(id, from, to, next, common, cause, counts, why, createdAt, begun, ended, now);
    }

    private RuntimeException refused(String code, String message) {
        return new Refusal.Conflict(code, message, Map.of("state", state)).asException();
    }
}
