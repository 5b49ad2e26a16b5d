@NullMarked
package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.NullMarked;
