/**
 * What the owner of a state topic does so that nothing stays lost: it says again what is true, publishes digests of what it
 * holds, and repairs the buckets in which a copy differs. A service hands in a {@link io.centercontrol.kit.truth.Truth} for
 * each of its topics, and gets the rest.
 */
@NullMarked
package io.centercontrol.kit.truth;

import org.jspecify.annotations.NullMarked;
