/**
 * A witness (C2SP tlog-witness): a program that another organisation runs, so that a log cannot show one past to one and another to
 * somebody else. It signs a log's checkpoint only when the log grew out of the one that it signed before.
 */
@NullMarked
package io.centercontrol.witness;

import org.jspecify.annotations.NullMarked;
