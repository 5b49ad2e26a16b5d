package io.centercontrol.flags.use;

import io.centercontrol.flags.use.model.Road;
import java.time.Instant;

/**
 * Somebody who is handed flags and evaluates by itself: which of them it asks for nobody sees.
 *
 * @param name of its SDK key
 * @param selector which flags; empty for all
 * @param count how often flags were handed over
 * @param firstAt when it was handed flags first, as far as it is kept
 * @param lastAt when it was handed flags last, or followed them still
 */
public record Reader(String name, Road road, String selector, long count, Instant firstAt, Instant lastAt) {}
