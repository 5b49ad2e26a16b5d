package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.sql.Transactions;
import org.jboss.logging.Logger;

/**
 * Says aloud that a sensitive flag was changed without an approval, once that is committed. It stands beside the save, so that
 * no door can forget it. The event has a type of its own too, and the gauge {@code cc_flag_break_glass} counts what the
 * history holds.
 */
public final class BreakGlass {
    private static final Logger LOG = Logger.getLogger(BreakGlass.class);

    private BreakGlass() {}

    /** Will say it, if it is so; in the transaction that saves the change. */
    public static void announce(Change<Flag> change, Cause cause) {
        if (Flag.BROKE_GLASS.equals(change.type())) {
            var flag = change.next();
            Transactions.afterCommit(() -> LOG.warnf(
                    "BREAK GLASS: %s changed the sensitive flag %s to version %d without an approval: %s",
                    cause.actor().id(), flag.key(), flag.version(), cause.reason()));
        }
    }
}
