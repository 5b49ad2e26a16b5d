@NullMarked
package io.centercontrol.usage.intake.http;

import org.jspecify.annotations.NullMarked;
