/** The cellar: exports in PostgreSQL, in pieces. */
@NullMarked
package io.centercontrol.provisioning.exports.store;

import org.jspecify.annotations.NullMarked;
