package io.centercontrol.parts;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Something that runs as one process of its own. The supervisor needs to know no more of it than this. */
public interface Part {
    /** Short and unique in a stack: names the log, the data folder and the line in the status. */
    String name();

    /** Ports that it will listen on, by what they are for. */
    Map<String, Integer> ports();

    /**
     * Writes the files that the process reads and says how to start it. Called before every start.
     *
     * @throws IOException when a file can't be written or a one-time preparation fails
     */
    Launch launch() throws IOException, InterruptedException;

    /** Whether it answers now. Cheap, never throws, ends within a second or two. */
    boolean ready();

    /** How long a start may take on a busy machine before it counts as failed. */
    default Duration patience() {
        return Duration.ofSeconds(120);
    }
}
