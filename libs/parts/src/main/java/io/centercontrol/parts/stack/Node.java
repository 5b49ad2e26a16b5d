package io.centercontrol.parts.stack;

import io.centercontrol.parts.Part;
import java.util.List;

/** Something of a stack that must be up or done before what needs it. */
public sealed interface Node {
    String name();

    /** Names of the nodes that come before. */
    List<String> needs();

    /** A process that is kept running. */
    record Run(Part part, List<String> needs) implements Node {
        @Override
        public String name() {
            return part.name();
        }
    }

    /** Something that is done once in a start. */
    record Step(String name, List<String> needs, Action action) implements Node {}

    /** What a step does. It may be done again at the next start and must bear that. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }
}
