/** Periods, statements, what they are made of, and the text that is hashed. Pure. */
@NullMarked
package io.centercontrol.usage.statements.model;

import org.jspecify.annotations.NullMarked;
