/** The REST door: exports come in and go out as streams. */
@NullMarked
package io.centercontrol.provisioning.exports.http;

import org.jspecify.annotations.NullMarked;
