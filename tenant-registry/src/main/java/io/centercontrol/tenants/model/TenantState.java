package io.centercontrol.tenants.model;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant is in its life. Sealed, and each state has only its legal moves as methods, so that an illegal move is not
 * a check that someone may forget but a method that is not there.
 *
 * <p>"Ready" means that every required tenant service has provisioned the tenant at least once; it is never taken back.
 */
public sealed interface TenantState {
    /** The state's name. */
    TenantStatus status();

    /** All that the tenant may do in this state. */
    default Set<Operation> allowed() {
        return EnumSet.noneOf(Operation.class);
    }

    /** Whether the tenant is ready. */
    boolean ready();

    /** What an operator may do next. */
    Set<Move> moves();

    /** The state after the news that the tenant is ready; may be the same one. */
    TenantState becomeReady();

    /** A tenant that is here to stay. */
    sealed interface Staying extends TenantState {
        @Override
        Staying becomeReady();

        /** @param reason why the tenant is in this state; comes back if the deletion is cancelled */
        default DeletionScheduled scheduleDeletion(@Nullable String reason, Deletion deletion) {
            return new DeletionScheduled(this, reason, deletion);
        }
    }

    /** A tenant that is on its way out. It may do nothing. */
    sealed interface Leaving extends TenantState {
        Deletion deletion();
    }

    /** Registered; not all required tenant services have provisioned it yet. */
    record Provisioning() implements Staying {
        Suspended suspend() {
            return new Suspended(false);
        }

        Disabled disable() {
            return new Disabled(false);
        }

        @Override
        public Active becomeReady() {
            return new Active();
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.PROVISIONING;
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.of(Move.SUSPEND, Move.DISABLE, Move.SCHEDULE_DELETION);
        }
    }

    /** In business. */
    record Active() implements Staying {
        Suspended suspend() {
            return new Suspended(true);
        }

        Disabled disable() {
            return new Disabled(true);
        }

        @Override
        public Active becomeReady() {
            return this;
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.ACTIVE;
        }

        @Override
        public Set<Operation> allowed() {
            return EnumSet.allOf(Operation.class);
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.of(Move.SUSPEND, Move.DISABLE, Move.SCHEDULE_DELETION);
        }
    }

    /** Takes no log-in and no order; the merchant can still look and take the data out. */
    record Suspended(boolean ready) implements Staying {
        Disabled disable() {
            return new Disabled(ready);
        }

        Staying reinstate() {
            return reinstated(ready);
        }

        @Override
        public Suspended becomeReady() {
            return new Suspended(true);
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.SUSPENDED;
        }

        @Override
        public Set<Operation> allowed() {
            return EnumSet.of(Operation.BACKOFFICE_READ, Operation.EXPORT);
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.of(Move.DISABLE, Move.REINSTATE, Move.SCHEDULE_DELETION);
        }
    }

    /** Switched off as a whole. */
    record Disabled(boolean ready) implements Staying {
        Staying reinstate() {
            return reinstated(ready);
        }

        @Override
        public Disabled becomeReady() {
            return new Disabled(true);
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.DISABLED;
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.of(Move.REINSTATE, Move.SCHEDULE_DELETION);
        }
    }

    /**
     * To be deleted when the grace is over.
     *
     * @param from the state that cancelling leads back to
     * @param fromReason the reason that goes with that state
     */
    record DeletionScheduled(Staying from, @Nullable String fromReason, Deletion deletion) implements Leaving {
        Staying cancel() {
            return from;
        }

        Exporting begin(Instant now) {
            return new Exporting(from.ready(), false, deletion.begun(now));
        }

        @Override
        public DeletionScheduled becomeReady() {
            return new DeletionScheduled(from.becomeReady(), fromReason, deletion);
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.DELETION_SCHEDULED;
        }

        @Override
        public boolean ready() {
            return from.ready();
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.of(Move.CANCEL_DELETION);
        }
    }

    /**
     * Every tenant service hands over what it holds of the tenant.
     *
     * @param exported all have done so, but a hold keeps the tenant from being erased
     */
    record Exporting(boolean ready, boolean exported, Deletion deletion) implements Leaving {
        Exporting complete() {
            return new Exporting(ready, true, deletion);
        }

        Erasing erase() {
            return new Erasing(ready, deletion);
        }

        @Override
        public Exporting becomeReady() {
            return this;
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.EXPORTING;
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.noneOf(Move.class);
        }
    }

    /** Every tenant service erases what it holds of the tenant. */
    record Erasing(boolean ready, Deletion deletion) implements Leaving {
        Deleted finish(Instant now) {
            return new Deleted(ready, deletion.done(now));
        }

        @Override
        public Erasing becomeReady() {
            return this;
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.ERASING;
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.noneOf(Move.class);
        }
    }

    /** Gone: what is left is that it existed, and the certificate. */
    record Deleted(boolean ready, Deletion deletion) implements Leaving {
        Deleted purge(Instant now) {
            return new Deleted(ready, deletion.purged(now));
        }

        @Override
        public Deleted becomeReady() {
            return this;
        }

        @Override
        public TenantStatus status() {
            return TenantStatus.DELETED;
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.noneOf(Move.class);
        }
    }

    private static Staying reinstated(boolean ready) {
        return ready ? new Active() : new Provisioning();
    }
}
