/** Keys of programs that send usage by HTTP: issued, held in memory, revoked. */
@NullMarked
package io.centercontrol.usage.keys;

import org.jspecify.annotations.NullMarked;
