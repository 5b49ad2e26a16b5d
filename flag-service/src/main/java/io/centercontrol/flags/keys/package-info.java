/**
 * SDK keys: long-lived, scoped, revocable credentials of programs that can send nothing but a static header. Owns them; each
 * instance keeps those that are good in memory, so that a question costs no look into the database.
 */
@NullMarked
package io.centercontrol.flags.keys;

import org.jspecify.annotations.NullMarked;
