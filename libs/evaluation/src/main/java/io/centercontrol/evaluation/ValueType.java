package io.centercontrol.evaluation;

/** What a caller takes. A number is given where nothing of it is lost. */
public enum ValueType {
    /** True or false. */
    BOOLEAN,
    /** A text. */
    STRING,
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits. */
    LONG,
    /** Any number. */
    DOUBLE,
    /** A JSON object. */
    OBJECT
}
