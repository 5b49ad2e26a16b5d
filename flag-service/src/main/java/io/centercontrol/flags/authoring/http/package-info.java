/** The REST door. */
@NullMarked
package io.centercontrol.flags.authoring.http;

import org.jspecify.annotations.NullMarked;
