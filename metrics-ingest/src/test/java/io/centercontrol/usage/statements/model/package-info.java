@NullMarked
package io.centercontrol.usage.statements.model;

import org.jspecify.annotations.NullMarked;
