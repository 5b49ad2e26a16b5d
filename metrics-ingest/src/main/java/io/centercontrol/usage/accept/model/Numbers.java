package io.centercontrol.usage.accept.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Which numbers of a producer's epoch were heard. A producer numbers its events from 1 without gaps, so that what was heard is one
 * span as long as nothing is lost or overtaken: memory goes by the gaps, and not by the events.
 *
 * @param heard in their order, with a gap between each two
 * @param givenUp how many numbers are taken as heard though they were not, since there were more than {@value #MOST_GAPS} gaps
 */
public record Numbers(List<Span> heard, long givenUp) {
    /** Gaps that are remembered; of more the lowest are given up. */
    public static final int MOST_GAPS = 1_000;

    public Numbers {
        heard = List.copyOf(heard);
        for (var i = 1; i < heard.size(); i++) {
            if (heard.get(i).first() <= heard.get(i - 1).end()) {
                throw new IllegalArgumentException("no gap between " + heard.get(i - 1) + " and " + heard.get(i));
            }
        }
    }

    /** Nothing was heard yet. */
    public static Numbers none() {
        return new Numbers(List.of(), 0);
    }

    /** The highest that was heard; 0 when none was. What a producer has sent, at least. */
    public long highest() {
        return heard.isEmpty() ? 0 : heard.getLast().end() - 1;
    }

    /** Numbers below the highest that were not heard and may still come, the lowest first. */
    public List<Span> gaps() {
        var gaps = new ArrayList<Span>();
        var next = 1L;
        for (var span : heard) {
            if (span.first() > next) {
                gaps.add(new Span(next, span.first()));
            }
            next = span.end();
        }
        return gaps;
    }

    /**
     * Takes a span in.
     *
     * @return which of its numbers are new, and what is heard then
     */
    public Taken take(Span told) {
        var fresh = new ArrayList<Span>();
        var all = new ArrayList<Span>();
        var first = told.first();
        var end = told.end();
        var next = told.first();
        for (var span : heard) {
            if (span.end() < told.first() || span.first() > told.end()) {
                all.add(span);
                continue;
            }
            if (span.first() > next) {
                fresh.add(new Span(next, span.first()));
            }
            next = Math.max(next, span.end());
            first = Math.min(first, span.first());
            end = Math.max(end, span.end());
        }
        if (next < told.end()) {
            fresh.add(new Span(next, told.end()));
        }
        all.add(new Span(first, end));
        all.sort((one, other) -> Long.compare(one.first(), other.first()));
        return new Taken(fresh, new Numbers(all, givenUp).bounded());
    }

    private Numbers bounded() {
        var kept = new ArrayList<>(heard);
        var lost = givenUp;
        while (gapsOf(kept) > MOST_GAPS) {
            if (kept.getFirst().first() > 1) {
                lost += kept.getFirst().first() - 1;
                kept.set(0, new Span(1, kept.getFirst().end()));
            } else {
                lost += kept.get(1).first() - kept.getFirst().end();
                kept.set(0, new Span(1, kept.remove(1).end()));
            }
        }
        return new Numbers(kept, lost);
    }

    private static int gapsOf(List<Span> spans) {
        return spans.isEmpty() ? 0 : spans.size() - (spans.getFirst().first() == 1 ? 1 : 0);
    }

    /**
     * What came of a span.
     *
     * @param fresh those of its numbers that were not heard before, in their order
     * @param next what is heard with them
     */
    public record Taken(List<Span> fresh, Numbers next) {
        public Taken {
            fresh = List.copyOf(fresh);
        }

        /** Whether a number is among the new ones. */
        public boolean isFresh(long number) {
            return fresh.stream().anyMatch(span -> number >= span.first() && number < span.end());
        }
    }
}
