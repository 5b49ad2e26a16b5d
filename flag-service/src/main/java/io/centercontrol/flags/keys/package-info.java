/** SDK keys: long-lived, scoped, revocable credentials of programs that can send nothing but a static header. */
@NullMarked
package io.centercontrol.flags.keys;

import org.jspecify.annotations.NullMarked;
