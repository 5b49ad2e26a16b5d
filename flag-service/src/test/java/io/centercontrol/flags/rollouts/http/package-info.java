@NullMarked
package io.centercontrol.flags.rollouts.http;

import org.jspecify.annotations.NullMarked;
