/** A whole suite that nobody else uses, with a way to disturb every process and every connection of it from outside. */
@NullMarked
package io.centercontrol.chaos.suite;

import org.jspecify.annotations.NullMarked;
