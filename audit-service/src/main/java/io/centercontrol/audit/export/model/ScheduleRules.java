package io.centercontrol.audit.export.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a schedule must be, and why one is refused. */
public final class ScheduleRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    /** Names with slashes between, none of which begins with a full stop: nothing leads out of the root. */
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,59}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,59}){0,5}");

    private ScheduleRules() {}

    /**
     * Checks one; all that is wrong is said at once.
     *
     * @throws RefusedException when something is
     */
    public static void check(String name, int hour, String path) {
        var found = new ArrayList<Violation>();
        if (!NAME.matcher(name).matches()) {
            found.add(new Violation(
                    "/name",
                    "INVALID_NAME",
                    "A name has 1 to 60 small letters, digits and hyphens: it is in file names."));
        }
        if (hour < 0 || hour > 23) {
            found.add(new Violation("/hour", "INVALID_HOUR", "An hour is from 0 to 23, in UTC."));
        }
        if (!PATH.matcher(path).matches()) {
            found.add(
                    new Violation(
                            "/path",
                            "INVALID_PATH",
                            "A path is 1 to 6 names with slashes between, each of letters, digits and ._-, and none begins with a full stop."));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    /** There is none. */
    public static RefusedException noSchedule(UUID id) {
        return new Refusal.NotFound("EXPORT_SCHEDULE_NOT_FOUND", "There is no schedule %s.".formatted(id))
                .asException();
    }

    /** Another one has the name. */
    public static RefusedException nameTaken(String name) {
        return new Refusal.Conflict(
                        "EXPORT_SCHEDULE_NAME_TAKEN",
                        "There is a schedule '%s' already.".formatted(name),
                        Map.of("name", name))
                .asException();
    }

    /** Nothing can begin where nothing is yet. */
    public static RefusedException beyondLog(long size) {
        return Refusal.Invalid.of(
                        "/fromIndex",
                        "INDEX_BEYOND_LOG",
                        "'fromIndex' is from 0 to the size of the log, which is %d.".formatted(size))
                .asException();
    }

    /** Nobody has said where that is. */
    public static RefusedException noTarget(Target target) {
        return Refusal.Invalid.of(
                        "/target",
                        "TARGET_NOT_CONFIGURED",
                        switch (target) {
                            case FOLDER -> "No folder is configured for exports: cc.export.target-folder.";
                            case S3 -> "No bucket is configured for exports: cc.export.s3.bucket.";
                        })
                .asException();
    }
}
