package io.centercontrol.flags.serving;

import io.centercontrol.evaluation.Flag;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.evaluation.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A flag of the copy with what is sent of it. Stays the same until the flag changes. */
public final class ServedFlag {
    private final Flag flag;
    private final String definition;
    private final Piece identity;

    /** A compiled flag gives one of a few resolutions, the same objects each time. */
    private final Map<Resolution, Piece> pieces = new ConcurrentHashMap<>();

    ServedFlag(Flag flag, String definition) {
        this.flag = flag;
        this.definition = definition;
        this.identity = Piece.of((flag.key() + definition).getBytes(StandardCharsets.UTF_8), false);
    }

    /** Its key. */
    public String key() {
        return flag.key();
    }

    /** The compiled flag. */
    public Flag flag() {
        return flag;
    }

    /** flagd's flag definition, JSON text. */
    public String definition() {
        return definition;
    }

    /** Evaluates, and gives what OFREP says of it. */
    public Piece evaluate(FlagContext context) {
        return piece(flag.evaluate(context));
    }

    /** What OFREP says of what {@link #flag} gave. */
    public Piece piece(Resolution resolution) {
        var piece = pieces.get(resolution);
        return piece != null
                ? piece
                : pieces.computeIfAbsent(resolution, made -> Piece.of(flag.key(), flag.metadata(), made));
    }

    /** A hash of all that it is. */
    Piece identity() {
        return identity;
    }
}
