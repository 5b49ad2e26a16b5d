package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.view.Index;
import io.centercontrol.dataplane.wire.StateReader;
import io.centercontrol.schemas.Contract;
import java.util.function.Supplier;

/**
 * What is followed: a keyed state topic, and what becomes of it here.
 *
 * @param name of the copy: its file, its thread and its clients are called by it
 * @param empty makes an index with nothing in it
 */
public record Subject<V, I extends Index<V>>(
        Contract.Topic topic, String name, StateReader<?, V> reader, Supplier<I> empty) {}
