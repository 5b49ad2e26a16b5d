@NullMarked
package io.centercontrol.usage.accept.model;

import org.jspecify.annotations.NullMarked;
