/**
 * What must be in the parts before services can work: databases and roles, topics, subjects, connectors. Every operation
 * may be repeated and then changes nothing that is right already.
 *
 * <p>Owns the connector templates in {@code deploy/connect}. Takes topics and schemas from the event contract.
 */
@NullMarked
package io.centercontrol.parts.wiring;

import org.jspecify.annotations.NullMarked;
