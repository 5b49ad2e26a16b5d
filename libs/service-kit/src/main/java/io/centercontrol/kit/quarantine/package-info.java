/** Records that were set aside: list, look, replay, drop. The same in every service. */
@NullMarked
package io.centercontrol.kit.quarantine;

import org.jspecify.annotations.NullMarked;
