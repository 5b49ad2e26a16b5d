package io.centercontrol.tlog.evidence;

import java.util.List;
import java.util.Map;

/**
 * An entry as it goes into a bundle.
 *
 * @param index its place in the log, from 0
 * @param leaf what is in the log: canonical JSON with at least {@code format}, {@code id} and {@code commitments}
 * @param opened what is shown of the parts that it commits to
 * @param erased of parts that are erased: the part's name and the id of the deletion certificate that says
 *     so; of parts that were purged since their time was over {@link #PURGE} and the purge's id
 */
public record EvidenceEntry(long index, String leaf, List<Commitment> opened, Map<String, String> erased) {
    /** What stands before the id of a purge. */
    public static final String PURGE = "purge ";

    /** Keeps copies. */
    public EvidenceEntry {
        opened = List.copyOf(opened);
        erased = Map.copyOf(erased);
    }
}
