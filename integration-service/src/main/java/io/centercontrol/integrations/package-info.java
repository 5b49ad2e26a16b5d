/**
 * What reaches beyond the platform: who outside is told of its events (hall {@code endpoints}), and what was told to whom (hall
 * {@code deliveries}).
 */
@NullMarked
package io.centercontrol.integrations;

import org.jspecify.annotations.NullMarked;
