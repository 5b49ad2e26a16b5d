@NullMarked
package io.centercontrol.flags.rollouts.model;

import org.jspecify.annotations.NullMarked;
