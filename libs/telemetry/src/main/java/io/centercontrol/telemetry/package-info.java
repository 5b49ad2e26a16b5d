/**
 * How an application of the suite is seen: where its traces go, and how its log lines are written. It adds nothing to what
 * the application does.
 */
@NullMarked
package io.centercontrol.telemetry;

import org.jspecify.annotations.NullMarked;
