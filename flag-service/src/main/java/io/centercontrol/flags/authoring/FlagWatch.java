package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;

/** Is told, in the same transaction and while the flag is locked, of each change of a flag. */
public interface FlagWatch {
    /** What waits on the flag as it was may not any more. */
    Uni<Void> changed(Flag before, Flag next, Cause cause);
}
