package io.centercontrol.usage.statements.model;

import java.time.Instant;

/** What holds from a moment until the next of its kind. */
public interface Since {
    /** From when it counts. */
    Instant since();
}
