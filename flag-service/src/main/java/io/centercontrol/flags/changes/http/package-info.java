/** The REST door. */
@NullMarked
package io.centercontrol.flags.changes.http;

import org.jspecify.annotations.NullMarked;
