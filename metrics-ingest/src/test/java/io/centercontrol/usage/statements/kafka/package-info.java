@NullMarked
package io.centercontrol.usage.statements.kafka;

import org.jspecify.annotations.NullMarked;
