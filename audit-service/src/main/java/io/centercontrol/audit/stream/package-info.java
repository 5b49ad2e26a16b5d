/** Streams: entries sent to a SIEM as they come, each at least once. Owns: streams, their cursors and secrets. Says: audit. Hears: nothing. */
@NullMarked
package io.centercontrol.audit.stream;

import org.jspecify.annotations.NullMarked;
