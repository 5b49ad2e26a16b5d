@NullMarked
package io.centercontrol.integrations.endpoints.model;

import org.jspecify.annotations.NullMarked;
