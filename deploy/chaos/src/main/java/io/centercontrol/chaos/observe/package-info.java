/** Looks from outside at what every place of a suite holds, and writes it into the history. Changes nothing. */
@NullMarked
package io.centercontrol.chaos.observe;

import org.jspecify.annotations.NullMarked;
