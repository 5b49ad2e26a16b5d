package io.centercontrol.parts.stack;

/** Where a stack says what it is doing. */
@FunctionalInterface
public interface Progress {
    /** One line, without a line end. May be called by several threads. */
    void say(String line);
}
