/** The REST door. */
@NullMarked
package io.centercontrol.campaigns.http;

import org.jspecify.annotations.NullMarked;
