package io.centercontrol.evaluation;

/** What went wrong in an evaluation, in OpenFeature's words. */
public enum ErrorCode {
    /** The flag's values are of another type than the one asked for. */
    TYPE_MISMATCH,
    /** The targeting cannot be read. */
    PARSE_ERROR,
    /** The targeting gave something that is no variant, or could not be carried through. */
    GENERAL
}
