package io.centercontrol.dataplane.follow;

import io.centercontrol.schemas.Contract;
import org.jspecify.annotations.Nullable;

/** Something that follows a topic and says how far it is. */
public interface Marked {
    /** The topic. */
    Contract.Topic topic();

    /** Where what is served stands; null before there is anything. */
    @Nullable
    Mark mark();

    /** Has somebody called each time the mark moves. */
    void onMark(Runnable listener);
}
