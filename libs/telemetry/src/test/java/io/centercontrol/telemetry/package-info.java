/** Tests of how an application is seen. */
@NullMarked
package io.centercontrol.telemetry;

import org.jspecify.annotations.NullMarked;
