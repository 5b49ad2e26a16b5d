/** What happened in a run, as a file of JSON Lines that is only ever appended to. The checker reads nothing else. */
@NullMarked
package io.centercontrol.chaos.history;

import org.jspecify.annotations.NullMarked;
