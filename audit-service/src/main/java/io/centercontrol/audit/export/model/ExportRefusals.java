package io.centercontrol.audit.export.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;
import java.util.UUID;

/** Why something is not done with an export. */
public final class ExportRefusals {
    private static final String STATE = "state";

    private ExportRefusals() {}

    /** There is none. */
    public static RefusedException noExport(UUID id) {
        return new Refusal.NotFound("EXPORT_NOT_FOUND", "There is no export %s.".formatted(id)).asException();
    }

    /** It is not whole, or not there any more. */
    public static RefusedException notDone(ExportState state) {
        return new Refusal.Conflict(
                        "EXPORT_NOT_DONE",
                        "The export is %s: only one that is DONE can be taken.".formatted(state),
                        Map.of(STATE, state))
                .asException();
    }

    /** There is nothing to cancel. */
    public static RefusedException ended(ExportState state) {
        return new Refusal.Conflict(
                        "EXPORT_ENDED",
                        "The export is %s: nothing of it is left.".formatted(state),
                        Map.of(STATE, state))
                .asException();
    }

    /** It goes on by itself, or is there. */
    public static RefusedException notOver(ExportState state) {
        return new Refusal.Conflict(
                        "EXPORT_NOT_OVER",
                        "The export is %s: only one of which nothing is left is made again.".formatted(state),
                        Map.of(STATE, state))
                .asException();
    }

    /** The file is in another instance's folder. */
    public static RefusedException elsewhere() {
        return new Refusal.Unavailable(
                        "EXPORT_ELSEWHERE",
                        "The export's file is not in this instance's folder. All instances need the same cc.export.folder.")
                .asException();
    }
}
