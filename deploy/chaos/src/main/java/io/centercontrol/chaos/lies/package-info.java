/** A tenant service that lies: with its own credentials, on the topics that are its own. */
@NullMarked
package io.centercontrol.chaos.lies;

import org.jspecify.annotations.NullMarked;
