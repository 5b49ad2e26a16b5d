/** The door: figures, and what became of all that was told. */
@NullMarked
package io.centercontrol.usage.accept.http;

import org.jspecify.annotations.NullMarked;
