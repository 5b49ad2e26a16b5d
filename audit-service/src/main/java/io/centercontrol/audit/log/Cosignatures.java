package io.centercontrol.audit.log;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What witnesses have signed. */
public interface Cosignatures {
    /** The size of the checkpoint that a witness signed last; 0 for none. */
    Uni<Long> size(String witness);

    /** Keeps signatures of a checkpoint, each a line of a signed note. */
    Uni<Void> keep(String witness, long size, List<String> lines);

    /** The newest checkpoint that a witness has signed, with the lines of all that did; empty when none was. */
    Uni<Optional<SignedCheckpoint>> newest();

    /** How far a witness is. */
    record Standing(String witness, long size) {}

    /** How far all of them are. */
    Uni<List<Standing>> standings();
}
