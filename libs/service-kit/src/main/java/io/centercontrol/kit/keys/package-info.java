/**
 * Keys of programs that can send nothing but a static header: what a secret looks like and what is kept of it, the good keys in
 * each instance's memory, and their table. What a key opens its service says.
 */
@NullMarked
package io.centercontrol.kit.keys;

import org.jspecify.annotations.NullMarked;
