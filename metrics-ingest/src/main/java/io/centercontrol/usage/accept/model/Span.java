package io.centercontrol.usage.accept.model;

/**
 * Numbers in a row.
 *
 * @param first the lowest, from 1
 * @param end the highest and one more
 */
public record Span(long first, long end) {
    public Span {
        if (first < 1 || end <= first) {
            throw new IllegalArgumentException("no numbers from " + first + " to before " + end);
        }
    }

    /** How many there are. */
    public long size() {
        return end - first;
    }
}
