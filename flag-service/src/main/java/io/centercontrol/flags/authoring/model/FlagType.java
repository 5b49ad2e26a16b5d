package io.centercontrol.flags.authoring.model;

/** What the values of all of a flag's variants are. */
public enum FlagType {
    BOOLEAN,
    STRING,
    NUMBER,
    OBJECT
}
