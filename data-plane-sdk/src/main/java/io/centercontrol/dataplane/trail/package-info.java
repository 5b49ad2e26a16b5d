/**
 * What this instance remembers of the audit trail: the newest checkpoint of its log that it has seen, and whether each one that came
 * after it extends it. A past that was written anew is so seen by the whole fleet. Pure but for its one file.
 */
@NullMarked
package io.centercontrol.dataplane.trail;

import org.jspecify.annotations.NullMarked;
