@NullMarked
package io.centercontrol.usage.keys.model;

import org.jspecify.annotations.NullMarked;
