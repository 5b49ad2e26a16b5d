@NullMarked
package io.centercontrol.integrations.endpoints.http;

import org.jspecify.annotations.NullMarked;
