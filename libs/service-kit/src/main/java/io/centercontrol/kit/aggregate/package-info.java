/**
 * The skeleton of an aggregate, once for all halls: it is locked, compared, decided on, kept with its history, told through
 * the outbox, and asked back.
 *
 * <p>A hall's repository extends {@link io.centercontrol.kit.aggregate.Aggregates}, its cellar extends {@link
 * io.centercontrol.kit.aggregate.AggregateStore}, its Kafka door extends {@link
 * io.centercontrol.kit.aggregate.AggregateCodec}. docs/architecture.md says how one is added.
 */
@NullMarked
package io.centercontrol.kit.aggregate;

import org.jspecify.annotations.NullMarked;
