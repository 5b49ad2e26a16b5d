package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.Cause;
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
    public void announce(Altered altered, Cause cause) {
        if (altered.brokeGlass()) {
            LOG.warnf(
                    "BREAK GLASS: %s changed the sensitive flag %s to version %d without an approval: %s",
                    cause.actor().id(),
                    altered.saved().flag().key(),
                    altered.saved().flag().version(),
                    cause.reason());
        }
    }
}
