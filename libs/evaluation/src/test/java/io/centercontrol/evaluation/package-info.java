@NullMarked
package io.centercontrol.evaluation;

import org.jspecify.annotations.NullMarked;
