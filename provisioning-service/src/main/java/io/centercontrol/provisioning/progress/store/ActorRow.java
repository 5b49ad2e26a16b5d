package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.Actor;
import org.jspecify.annotations.Nullable;

/** Who made a change, as the history keeps it. */
record ActorRow(String id, String kind, @Nullable String name) {
    static ActorRow of(Actor actor) {
        return new ActorRow(actor.id(), actor.kind().name(), actor.name());
    }
}
