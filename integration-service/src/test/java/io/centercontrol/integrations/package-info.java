@NullMarked
package io.centercontrol.integrations;

import org.jspecify.annotations.NullMarked;
