package io.centercontrol.kit.provision;

import io.smallrye.mutiny.Uni;

/** Does what is asked for, and answers by {@link Answers}. */
public interface AskHandler {
    /** Never refuses. Making the same attempt again does no harm. */
    Uni<Void> run(Ask.Caused asked);
}
