/** What a rollout is, and what may become of it. Pure: clock, ids and measures come in as arguments. */
@NullMarked
package io.centercontrol.flags.rollouts.model;

import org.jspecify.annotations.NullMarked;
