/** The REST door. */
@NullMarked
package io.centercontrol.usage.kpi.http;

import org.jspecify.annotations.NullMarked;
