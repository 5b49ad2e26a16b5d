package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;

/**
 * Is told, in the same transaction and while the flag is locked, that the content of a flag is another. Kill switches are no
 * content.
 */
public interface ContentWatch {
    /** What waits on the content before does not any more. */
    Uni<Void> moved(Flag next, Cause cause);
}
