package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.sql.Transactions;
import org.jboss.logging.Logger;

/** Says aloud that a sensitive flag is rolled out without an approval, once that is committed. */
final class OutOfTurn {
    private static final Logger LOG = Logger.getLogger(OutOfTurn.class);

    private OutOfTurn() {}

    /** Will say it, if it is so; in the transaction that saves the change. */
    static void announce(Change<Rollout> change, Cause cause) {
        if (change.type().endsWith(Rollout.BY_BREAK_GLASS)) {
            var rollout = change.next();
            Transactions.afterCommit(() -> LOG.warnf(
                    "BREAK GLASS: %s rolls out %s of the sensitive flag %s without an approval: %s",
                    cause.actor().id(), rollout.plan().variant(), rollout.flag(), cause.reason()));
        }
    }
}
