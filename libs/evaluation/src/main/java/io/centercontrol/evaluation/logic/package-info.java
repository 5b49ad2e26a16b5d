/** Targeting rules: flagd's JSONLogic, compiled into nodes that are evaluated without allocating where their result allows it. */
@NullMarked
package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.NullMarked;
