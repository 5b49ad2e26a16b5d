/** An entry in two: the text that the log holds for ever, and the personal parts that it only commits to. */
@NullMarked
package io.centercontrol.audit.trail.leaf;

import org.jspecify.annotations.NullMarked;
