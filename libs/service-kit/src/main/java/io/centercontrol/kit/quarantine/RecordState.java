package io.centercontrol.kit.quarantine;

/** What became of a record in the quarantine. */
enum RecordState {
    /** It waits for a decision. */
    SET_ASIDE,
    /** It was replayed, and applied. */
    APPLIED,
    /** Someone decided that it is not wanted. */
    DROPPED
}
