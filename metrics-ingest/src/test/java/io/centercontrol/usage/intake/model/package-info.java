@NullMarked
package io.centercontrol.usage.intake.model;

import org.jspecify.annotations.NullMarked;
