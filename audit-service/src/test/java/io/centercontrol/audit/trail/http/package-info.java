@NullMarked
package io.centercontrol.audit.trail.http;

import org.jspecify.annotations.NullMarked;
