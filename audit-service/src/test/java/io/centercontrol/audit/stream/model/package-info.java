@NullMarked
package io.centercontrol.audit.stream.model;

import org.jspecify.annotations.NullMarked;
