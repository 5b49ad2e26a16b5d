@NullMarked
package io.centercontrol.integrations.endpoints;

import org.jspecify.annotations.NullMarked;
