/** What a service's OpenAPI document says beyond its resources' own words: all that is the same at every door. */
@NullMarked
package io.centercontrol.kit.openapi;

import org.jspecify.annotations.NullMarked;
