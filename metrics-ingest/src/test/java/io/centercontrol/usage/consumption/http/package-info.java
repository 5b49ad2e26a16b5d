@NullMarked
package io.centercontrol.usage.consumption.http;

import org.jspecify.annotations.NullMarked;
