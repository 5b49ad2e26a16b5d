/** Flags, their layers and who may change them. */
@NullMarked
package io.centercontrol.flags.authoring;

import org.jspecify.annotations.NullMarked;
