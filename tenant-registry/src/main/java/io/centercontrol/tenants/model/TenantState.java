package io.centercontrol.tenants.model;

import java.util.EnumSet;
import java.util.Set;

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
    Set<Operation> allowed();

    /** Whether the tenant is ready. */
    boolean ready();

    /** What an operator may do next. */
    Set<Move> moves();

    /** The state after the news that the tenant is ready; may be the same one. */
    TenantState becomeReady();

    /** Registered; not all required tenant services have provisioned it yet. */
    record Provisioning() implements TenantState {
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
        public Set<Operation> allowed() {
            return EnumSet.noneOf(Operation.class);
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.of(Move.SUSPEND, Move.DISABLE);
        }
    }

    /** In business. */
    record Active() implements TenantState {
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
            return EnumSet.of(Move.SUSPEND, Move.DISABLE);
        }
    }

    /** Takes no log-in and no order; the merchant can still look and take the data out. */
    record Suspended(boolean ready) implements TenantState {
        Disabled disable() {
            return new Disabled(ready);
        }

        TenantState reinstate() {
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
            return EnumSet.of(Move.DISABLE, Move.REINSTATE);
        }
    }

    /** Switched off as a whole. */
    record Disabled(boolean ready) implements TenantState {
        TenantState reinstate() {
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
        public Set<Operation> allowed() {
            return EnumSet.noneOf(Operation.class);
        }

        @Override
        public Set<Move> moves() {
            return EnumSet.of(Move.REINSTATE);
        }
    }

    /** The state that is kept as its name and whether the tenant is ready. */
    static TenantState of(TenantStatus status, boolean ready) {
        return switch (status) {
            case PROVISIONING -> new Provisioning();
            case ACTIVE -> new Active();
            case SUSPENDED -> new Suspended(ready);
            case DISABLED -> new Disabled(ready);
        };
    }

    private static TenantState reinstated(boolean ready) {
        return ready ? new Active() : new Provisioning();
    }
}
