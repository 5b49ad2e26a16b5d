package io.centercontrol.audit.stream.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;
import java.util.UUID;

/** Why something is not done with a stream. */
public final class StreamRefusals {
    private StreamRefusals() {}

    /** There is none. */
    public static RefusedException noStream(UUID id) {
        return new Refusal.NotFound("STREAM_NOT_FOUND", "There is no stream %s.".formatted(id)).asException();
    }

    /** Another one has the name. */
    public static RefusedException nameTaken(String name) {
        return new Refusal.Conflict(
                        "STREAM_NAME_TAKEN", "There is a stream '%s' already.".formatted(name), Map.of("name", name))
                .asException();
    }

    /** Each is sent to by itself. */
    public static RefusedException tooMany(int most) {
        return new Refusal.Conflict(
                        "TOO_MANY_STREAMS",
                        "There are %d streams, and more there must not be: remove one that nobody needs."
                                .formatted(most),
                        Map.of("most", most))
                .asException();
    }

    /** Only what is signed has a secret. */
    public static RefusedException noSecret() {
        return new Refusal.Conflict("STREAM_HAS_NO_SECRET", "Only streams of the kind WEBHOOK have a secret.", Map.of())
                .asException();
    }

    /** Nothing can be sent again that is not there yet. */
    public static RefusedException beyondLog(long size) {
        return Refusal.Invalid.of(
                        "/fromIndex",
                        "INDEX_BEYOND_LOG",
                        "'fromIndex' is from 0 to the size of the log, which is %d.".formatted(size))
                .asException();
    }
}
