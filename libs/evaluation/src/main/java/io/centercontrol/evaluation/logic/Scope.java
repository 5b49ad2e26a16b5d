package io.centercontrol.evaluation.logic;

/**
 * How many iterations an expression is in, and how often it is evaluated for them.
 *
 * @param depth 0 outside of any
 */
record Scope(int depth, long times) {
    static final Scope OUTSIDE = new Scope(0, 1);

    Scope inside(long length) {
        return new Scope(depth + 1, times * Math.max(1, length));
    }
}
