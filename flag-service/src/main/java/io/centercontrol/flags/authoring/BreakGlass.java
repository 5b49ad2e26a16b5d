package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.aggregate.Written;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Says aloud that a sensitive flag was changed without an approval, once that is committed. Its event has a type of its own,
 * and the gauge {@code cc_flag_break_glass} counts what the history holds.
 */
@ApplicationScoped
public class BreakGlass {
    private static final Logger LOG = Logger.getLogger(BreakGlass.class);

    /** Says it, if it was so. */
    public void announce(Written<Flag> altered, Cause cause) {
        if (Flag.BROKE_GLASS.equals(altered.type())) {
            LOG.warnf(
                    "BREAK GLASS: %s changed the sensitive flag %s to version %d without an approval: %s",
                    cause.actor().id(),
                    altered.kept().state().key(),
                    altered.kept().state().version(),
                    cause.reason());
        }
    }
}
