/**
 * Rollouts over time: a variant reaches a growing share of those for whom a flag's default would count, step by step, as long
 * as its guards hold. Owns rollouts with their history; changes flags by the repository of {@code authoring}, hears from it, in
 * the same transaction, of each change of a flag, and asks {@code use} how tenant services fare. Says nothing: what readers must
 * know is in the flag's own event.
 */
@NullMarked
package io.centercontrol.flags.rollouts;

import org.jspecify.annotations.NullMarked;
