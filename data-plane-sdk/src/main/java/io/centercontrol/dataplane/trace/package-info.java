/** Goes on with the trace of a change. Knows OpenTelemetry's API alone; without an implementation nothing happens here. */
@NullMarked
package io.centercontrol.dataplane.trace;

import org.jspecify.annotations.NullMarked;
