@NullMarked
package io.centercontrol.audit.retention.model;

import org.jspecify.annotations.NullMarked;
