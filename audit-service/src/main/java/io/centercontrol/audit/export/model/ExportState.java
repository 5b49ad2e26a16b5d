package io.centercontrol.audit.export.model;

/** How far an export is. */
public enum ExportState {
    /** Nobody has begun with it. */
    WAITING,
    /** It is written, or will go on when the instance that wrote it is back or given up. */
    RUNNING,
    /** It is whole, and can be taken. */
    DONE,
    /** It could not be written, and nothing of it is left; it can be tried again. */
    FAILED,
    /** Nobody wants it any more, and nothing of it is left. */
    CANCELLED,
    /** Its time was over, or a tenant that it told of is erased; it can be made again. */
    REMOVED
}
