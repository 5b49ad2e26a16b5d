/** RFC 9457 problems, made in one place of whatever goes wrong at the REST door. */
@NullMarked
package io.centercontrol.kit.problem;

import org.jspecify.annotations.NullMarked;
