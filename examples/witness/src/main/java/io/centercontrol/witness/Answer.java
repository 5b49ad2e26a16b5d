package io.centercontrol.witness;

import io.centercontrol.tlog.NoteSignature;

/** What a witness answers (C2SP tlog-witness, add-checkpoint). */
sealed interface Answer {
    /** 200: it signed, and has it on its disk. */
    record Signed(NoteSignature cosignature) implements Answer {}

    /** 409: the old size is not that of the checkpoint that it signed last. */
    record OtherSize(long size) implements Answer {}

    /** It signs nothing, with the status that the specification has for it. */
    record Refused(int status, String detail) implements Answer {}
}
