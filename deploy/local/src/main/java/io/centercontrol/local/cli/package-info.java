/** The launcher's commands: what a person types, and what is printed for it. */
@NullMarked
package io.centercontrol.local.cli;

import org.jspecify.annotations.NullMarked;
