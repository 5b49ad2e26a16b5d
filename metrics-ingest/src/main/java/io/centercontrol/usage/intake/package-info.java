/** Usage by HTTP, of who has no SDK: CloudEvents become events of meters, and are in the log before anybody is told so. */
@NullMarked
package io.centercontrol.usage.intake;

import org.jspecify.annotations.NullMarked;
