package io.centercontrol.kit.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import jakarta.inject.Singleton;

/** What the doors of operations in bulk need, in one. */
@Singleton
public class BulkDoor {
    final BulkStore store;
    final TurnBulk turns;
    final Writes writes;
    final Caller caller;
    final ObjectMapper json;

    BulkDoor(BulkStore store, TurnBulk turns, Writes writes, Caller caller, ObjectMapper json) {
        this.store = store;
        this.turns = turns;
        this.writes = writes;
        this.caller = caller;
        this.json = json;
    }
}
