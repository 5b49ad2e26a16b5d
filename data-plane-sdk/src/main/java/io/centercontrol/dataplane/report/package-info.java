/** What an instance says to the platform: its position, the outcome of attempts, and where its copy differs. */
@NullMarked
package io.centercontrol.dataplane.report;

import org.jspecify.annotations.NullMarked;
