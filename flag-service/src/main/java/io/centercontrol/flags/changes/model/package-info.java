/** What a change request is, and what may become of it. Pure: clock and ids come in as arguments. */
@NullMarked
package io.centercontrol.flags.changes.model;

import org.jspecify.annotations.NullMarked;
