/** Says whether what a service stands on is there, and names what is missing. */
@NullMarked
package io.centercontrol.kit.health;

import org.jspecify.annotations.NullMarked;
