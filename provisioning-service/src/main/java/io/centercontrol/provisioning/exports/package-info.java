/**
 * Keeps what tenant services hand over of a tenant that is being deleted, until some time after the tenant is erased.
 *
 * <p>Owns: exports, and who took them. Hears: {@code cc.governance.v1}, for how long exports are kept. Does not own: when an
 * export is asked for ({@code progress} decides that), and what stands in it.
 */
@NullMarked
package io.centercontrol.provisioning.exports;

import org.jspecify.annotations.NullMarked;
