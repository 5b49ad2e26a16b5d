/** Tests of what an instance says to the platform. */
@NullMarked
package io.centercontrol.dataplane.report;

import org.jspecify.annotations.NullMarked;
