/**
 * Flags, their layers and who may change them. Owns flags, shared evaluators and kill switches, and says what it decides;
 * hears what provisioning-service asks of every tenant service.
 */
@NullMarked
package io.centercontrol.flags.authoring;

import org.jspecify.annotations.NullMarked;
