/** What an instance says to the platform: its position, and the outcome of provisioning attempts. */
@NullMarked
package io.centercontrol.dataplane.report;

import org.jspecify.annotations.NullMarked;
